using AutoBackprop.Core;

namespace AutoBackprop.Tests;

public partial class PassTests
{
    [Theory]
    // The iterations do not meet in an array that each of them fills first.
    [InlineData("sink", """
        w.0, n.1
        v.2 = new[4]
        for i.3 = 0 to n.1 step 1  [s.4: 0, then s.8 → s.9]
          for j.5 = 0 to 4 step 1
            v.2[j.5] = Mul(w.0[i.3], 2)
          a.6 = v.2[0]
          b.7 = v.2[3]
          s.8 = Add(s.4, Mul(a.6, b.7))
        return s.9
        """, """
        for i.3 = 0 to n.1 step 1  [s.4: 0, then s.8 → s.9]
          v.2 = new[4]
          for j.5 = 0 to 4 step 1
            v.2[j.5] = Mul(w.0[i.3], 2)
          a.6 = v.2[0]
          b.7 = v.2[3]
          s.8 = Add(s.4, Mul(a.6, b.7))
        return s.9
        """)]
    // They do in one of which they fill only a part.
    [InlineData("sink", """
        w.0, n.1
        v.2 = new[4]
        for i.3 = 0 to n.1 step 1  [s.4: 0, then s.8 → s.9]
          for j.5 = 1 to 4 step 1
            v.2[j.5] = Mul(w.0[i.3], 2)
          a.6 = v.2[0]
          v.2[0] = Add(a.6, 1)
          s.8 = Add(s.4, a.6)
        return s.9
        """, """
        v.2 = new[4]
        for i.3 = 0 to n.1 step 1  [s.4: 0, then s.8 → s.9]
          for j.5 = 1 to 4 step 1
            v.2[j.5] = Mul(w.0[i.3], 2)
          a.6 = v.2[0]
          v.2[0] = Add(a.6, 1)
          s.8 = Add(s.4, a.6)
        return s.9
        """)]
    // A position that moves on by two, also where the loop does not run.
    [InlineData("induct", """
        w.0, n.1
        for i.2 = 0 to n.1 step 1  [k.3: 1, then k.6 → k.7]  [s.4: 0, then s.8 → s.9]
          a.5 = w.0[k.3]
          k.6 = Add(k.3, 2)
          s.8 = Add(s.4, a.5)
        return Add(s.9, Cast(k.7))
        """, """
        for i.2 = 0 to n.1 step 1  [s.4: 0, then s.8 → s.9]
          k.3 = Add(1, Mul(i.2, 2))
          a.5 = w.0[k.3]
          k.6 = Add(k.3, 2)
          s.8 = Add(s.4, a.5)
        k.7 = Add(1, Mul(Max(n.1, 0), 2))
        return Add(s.9, Cast(k.7))
        """)]
    // Read once before the inner loop, since it exists even if that does not run.
    [InlineData("lift", """
        w.0, v.1
        for i.3 = 0 to Length(w.0) step 1  [s.4: 0, then s.8 → s.9]
          for j.5 = 0 to Length(v.1) step 1  [s.6: s.4, then s.7 → s.8]
            a.10 = w.0[i.3]
            b.11 = v.1[j.5]
            c.12 = Mul(a.10, b.11)
            s.7 = Add(s.6, c.12)
        return s.9
        """, """
        for i.3 = 0 to Length(w.0) step 1  [s.4: 0, then s.8 → s.9]
          a.10 = w.0[i.3]
          for j.5 = 0 to Length(v.1) step 1  [s.6: s.4, then s.7 → s.8]
            b.11 = v.1[j.5]
            c.12 = Mul(a.10, b.11)
            s.7 = Add(s.6, c.12)
        return s.9
        """)]
    // Not where the inner loop writes it.
    [InlineData("lift", """
        w.0, v.1
        for i.3 = 0 to Length(w.0) step 1
          for j.5 = 0 to Length(v.1) step 1
            a.10 = w.0[i.3]
            w.0[j.5] = Add(a.10, 1)
        return 0
        """, """
        for i.3 = 0 to Length(w.0) step 1
          for j.5 = 0 to Length(v.1) step 1
            a.10 = w.0[i.3]
            w.0[j.5] = Add(a.10, 1)
        return 0
        """)]
    // Until it is written; another element of the array may be written meanwhile, another array's may not: they may be the same.
    [InlineData("remember reads", """
        w.0, x.1, n.2
        w.0[0] = x.1
        a.3 = w.0[0]
        b.4 = w.0[1]
        w.0[2] = b.4
        c.5 = w.0[1]
        w.0[n.2] = x.1
        d.6 = w.0[0]
        return Add(Add(a.3, b.4), Add(c.5, d.6))
        """, """
        w.0[0] = x.1
        a.3 = x.1
        b.4 = w.0[1]
        w.0[2] = b.4
        c.5 = b.4
        w.0[n.2] = x.1
        d.6 = w.0[0]
        return Add(Add(a.3, b.4), Add(c.5, d.6))
        """)]
    [InlineData("remember", """
        w.0, x.1, y.2
        w.0[0] = x.1
        w.0[0] = y.2
        w.0[1] = x.1
        w.0[1] += y.2
        return x.1
        """, """
        w.0[0] = y.2
        #3.3 = Add(x.1, y.2)
        w.0[1] = #3.3
        return x.1
        """)]
    // Nothing is left out that is added to, or read, in between.
    [InlineData("remember", """
        w.0, x.1, y.2, n.3
        w.0[0] = x.1
        w.0[n.3] += y.2
        w.0[0] = y.2
        w.0[1] = x.1
        a.4 = w.0[n.3]
        w.0[1] = a.4
        return x.1
        """, """
        w.0[0] = x.1
        w.0[n.3] += y.2
        w.0[0] = y.2
        w.0[1] = x.1
        a.4 = w.0[n.3]
        w.0[1] = a.4
        return x.1
        """)]
    // Added once, and only if the loop ran.
    [InlineData("replace scalars", """
        w.0, v.1, n.2
        for i.3 = 0 to n.2 step 1
          for j.4 = 0 to n.2 step 1
            a.5 = v.1[j.4]
            w.0[i.3] += a.5
        return 0
        """, """
        for i.3 = 0 to n.2 step 1
          for j.4 = 0 to n.2 step 1  [#6.6: 0, then #6.7 → #6.8]
            a.5 = v.1[j.4]
            #6.7 = Add(#6.6, a.5)
          if Lt(0, n.2)  → 
            w.0[i.3] += #6.8
          else
        return 0
        """)]
    // Several places of one array, if nobody reads them there.
    [InlineData("replace scalars", """
        w.0, v.1, n.2
        for i.3 = 0 to n.2 step 1
          a.4 = v.1[i.3]
          w.0[1] += a.4
          w.0[2] += a.4
        return 0
        """, """
        for i.3 = 0 to n.2 step 1  [#5.5: 0, then #5.6 → #5.7]  [#8.8: 0, then #8.9 → #8.10]
          a.4 = v.1[i.3]
          #5.6 = Add(#5.5, a.4)
          #8.9 = Add(#8.8, a.4)
        if Lt(0, n.2)  → 
          w.0[1] += #5.7
          w.0[2] += #8.10
        else
        return 0
        """)]
    [InlineData("replace scalars", """
        w.0, v.1, n.2
        for i.3 = 0 to n.2 step 1
          a.4 = w.0[1]
          w.0[1] += a.4
          w.0[2] += a.4
        return 0
        """, """
        for i.3 = 0 to n.2 step 1
          a.4 = w.0[1]
          w.0[1] += a.4
          w.0[2] += a.4
        return 0
        """)]
    [InlineData("replace scalars", """
        w.0, v.1, n.2
        for i.3 = 0 to n.2 step 1
          a.4 = v.1[i.3]
          w.0[1] += a.4
          w.0[i.3] += a.4
        return 0
        """, """
        for i.3 = 0 to n.2 step 1
          a.4 = v.1[i.3]
          w.0[1] += a.4
          w.0[i.3] += a.4
        return 0
        """)]
    // The first that touches new memory stores.
    [InlineData("overwrite", """
        w.0, x.1
        v.2 = new[Length(w.0)]
        for i.3 = 0 to Length(w.0) step 1
          a.4 = w.0[i.3]
          v.2[i.3] += Mul(a.4, x.1)
        b.5 = v.2[0]
        return b.5
        """, """
        v.2 = new[Length(w.0)]
        for i.3 = 0 to Length(w.0) step 1
          a.4 = w.0[i.3]
          v.2[i.3] = Mul(a.4, x.1)
        b.5 = v.2[0]
        return b.5
        """)]
    // Not if it leaves out an element.
    [InlineData("overwrite", """
        w.0, x.1
        v.2 = new[Length(w.0)]
        for i.3 = 1 to Length(w.0) step 1
          a.4 = w.0[i.3]
          v.2[i.3] += Mul(a.4, x.1)
        b.5 = v.2[0]
        return b.5
        """, """
        v.2 = new[Length(w.0)]
        for i.3 = 1 to Length(w.0) step 1
          a.4 = w.0[i.3]
          v.2[i.3] += Mul(a.4, x.1)
        b.5 = v.2[0]
        return b.5
        """)]
    // A sum of products over three loops; what else stands in them reads it.
    [InlineData("products", """
        u.0, v.1, w.2, m.3, k.4, n.5
        for i.6 = 0 to m.3 step 1
          for j.7 = 0 to n.5 step 1
            for l.8 = 0 to k.4 step 1  [s.9: 0, then s.10 → s.11]
              i.12 = Mul(i.6, k.4)
              i.13 = Add(i.12, l.8)
              a.14 = u.0[i.13]
              i.15 = Mul(l.8, n.5)
              i.16 = Add(i.15, j.7)
              b.17 = v.1[i.16]
              c.18 = Mul(a.14, b.17)
              s.10 = Add(s.9, c.18)
            i.19 = Mul(i.6, n.5)
            i.20 = Add(i.19, j.7)
            w.2[i.20] = s.11
        return 0
        """, """
        #sums21.21 = new[Mul(Max(m.3, 0), Max(n.5, 0))]
        product #sums21.21[0 + i n.5 + j 1] += u.0[0 + i k.4 + j 1] × v.1[0 + i n.5 + j 1]  [m.3 × k.4 × n.5]
        for i.6 = 0 to m.3 step 1
          for j.7 = 0 to n.5 step 1
            #22.22 = #sums21.21[Add(Mul(i.6, n.5), j.7)]
            s.11 = Add(0, #22.22)
            i.19 = Mul(i.6, n.5)
            i.20 = Add(i.19, j.7)
            w.2[i.20] = s.11
        return 0
        """)]
    // Of the factors one is written there, too.
    [InlineData("products", """
        u.0, w.2, m.3
        for i.6 = 0 to m.3 step 1
          for j.7 = 0 to m.3 step 1
            for l.8 = 0 to m.3 step 1  [s.9: 0, then s.10 → s.11]
              i.12 = Mul(i.6, m.3)
              i.13 = Add(i.12, l.8)
              a.14 = u.0[i.13]
              i.15 = Mul(l.8, m.3)
              i.16 = Add(i.15, j.7)
              b.17 = w.2[i.16]
              c.18 = Mul(a.14, b.17)
              s.10 = Add(s.9, c.18)
            i.19 = Mul(i.6, m.3)
            i.20 = Add(i.19, j.7)
            w.2[i.20] = s.11
        return 0
        """, """
        for i.6 = 0 to m.3 step 1
          for j.7 = 0 to m.3 step 1
            for l.8 = 0 to m.3 step 1  [s.9: 0, then s.10 → s.11]
              i.12 = Mul(i.6, m.3)
              i.13 = Add(i.12, l.8)
              a.14 = u.0[i.13]
              i.15 = Mul(l.8, m.3)
              i.16 = Add(i.15, j.7)
              b.17 = w.2[i.16]
              c.18 = Mul(a.14, b.17)
              s.10 = Add(s.9, c.18)
            i.19 = Mul(i.6, m.3)
            i.20 = Add(i.19, j.7)
            w.2[i.20] = s.11
        return 0
        """)]
    // Borrowed once, and cleared where it would have been new.
    [InlineData("hoist", """
        w.0, n.1
        for i.2 = 0 to n.1 step 1
          v.3 = new[4]
          v.3[0] += 1
          a.4 = v.3[0]
          w.0[i.2] = a.4
        return 0
        """, """
        v.3 = new[4]
        for i.2 = 0 to n.1 step 1
          do «0.Clear()»(v.3)
          v.3[0] += 1
          a.4 = v.3[0]
          w.0[i.2] = a.4
        return 0
        """)]
    public void On_memory(string pass, string before, string after) => Assert.Equal(after.ReplaceLineEndings("\n"), IrText.Write(Left(pass, before)));

    [Theory]
    // Nobody writes w; the first element of v is written before, and never again after it was read; the second still is.
    [InlineData("settle", """
        w.0, v.1, n.2
        a.3 = w.0[0]
        v.1[n.2] = a.3
        b.4 = v.1[0]
        v.1[1] = b.4
        c.5 = v.1[1]
        return Mul(Add(a.3, b.4), c.5)
        """, Stability.Stable, Stability.Volatile, Stability.Settled)]
    public void When_an_element_may_be_read_again(string pass, string before, params Stability[] expected) =>
        Assert.Equal(expected, Left(pass, before).Body.AllSteps().OfType<Let>().Select(l => l.Value).OfType<Load>().Select(l => l.Stability));

    [Fact]
    public void A_gradient_that_a_nest_fills_row_by_row_is_not_set_to_zero_but_behind_the_matrix()
    {
        var method = IrText.Read("""
            w.0, v.1, m.2, n.3
            for i.4 = 0 to m.2 step 1
              for j.5 = 0 to n.3 step 1
                k.6 = Mul(i.4, n.3)
                k.7 = Add(k.6, j.5)
                a.8 = v.1[j.5]
                w.0[k.7] += a.8
            return 0
            """);
        var left = OverwriteRows.Run(method with { Zeroed = new[] { method.Parameters[0] } });
        Assert.Contains("w.0[k.7] = a.8", IrText.Write(left), StringComparison.Ordinal);
        Assert.Empty(left.Zeroed);
        Assert.Equal(new Covered(method.Parameters[0], method.Parameters[2], method.Parameters[3]), Assert.Single(left.Covered));
    }
}
