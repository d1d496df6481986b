namespace AutoBackprop.Tests;

public partial class PassTests
{
    [Theory]
    // One operation on reals per step; what only one branch asks for is computed there.
    [InlineData("normalise", """
        x.0, y.1
        a.2 = Mul(Add(x.0, y.1), Select(Gt(x.0, 0), Exp(y.1), 2))
        return Sin(a.2)
        """, """
        #3.3 = Add(x.0, y.1)
        if Gt(x.0, 0)  → #4.4 = #5.5 | 2
          #5.5 = Exp(y.1)
        else
        a.2 = Mul(#3.3, #4.4)
        #6.6 = Sin(a.2)
        return #6.6
        """)]
    // Copies, choices that are none, and carried values that do not vary. Adding 0 is no copy: of -0 it makes 0.
    [InlineData("simplify", """
        x.0, n.1
        a.2 = x.0
        b.3 = Mul(Add(a.2, 0), 1)
        for i.4 = 0 to n.1 step 1  [s.5: b.3, then s.5 → s.6]
          r.7 = Mul(s.5, 0)
        if Gt(1, 0)  → c.8 = b.3 | y.9
          z.10 = 0
        else
          y.9 = Exp(b.3)
        return Add(c.8, s.6)
        """, """
        a.2 = x.0
        b.3 = Add(a.2, 0)
        for i.4 = 0 to n.1 step 1
          r.7 = Mul(b.3, 0)
        z.10 = 0
        return Mul(2, b.3)
        """)]
    // Also where the second stands in a branch.
    [InlineData("share", """
        x.0, y.1
        a.2 = Exp(Mul(x.0, y.1))
        b.3 = Add(Exp(Mul(x.0, y.1)), 1)
        if Gt(b.3, 0)  → c.4 = d.5 | y.1
          d.5 = Exp(Mul(x.0, y.1))
        else
        return Mul(a.2, c.4)
        """, """
        a.2 = Exp(Mul(x.0, y.1))
        b.3 = Add(a.2, 1)
        if Gt(b.3, 0)  → c.4 = d.5 | y.1
          d.5 = a.2
        else
        return Mul(a.2, c.4)
        """)]
    // What no result needs goes, with all that only that needs; a loop that carries one live sum keeps no other.
    [InlineData("prune", """
        x.0, n.1
        a.2 = Exp(x.0)
        v.3 = new[4]
        for i.4 = 0 to n.1 step 1  [s.5: 0, then s.6 → s.7]  [t.8: 0, then t.9 → t.10]
          s.6 = Add(s.5, x.0)
          t.9 = Add(t.8, a.2)
        b.12 = v.3[1]
        if Gt(x.0, 0)  → b.11 = x.0 | s.7, c.13 = a.2 | x.0
        else
        return b.11
        """, """
        for i.4 = 0 to n.1 step 1  [s.5: 0, then s.6 → s.7]
          s.6 = Add(s.5, x.0)
        if Gt(x.0, 0)  → b.11 = x.0 | s.7
        else
        return b.11
        """)]
    // Bounds of a loop that has an effect are needed, conditions likewise.
    [InlineData("prune", """
        w.0, x.1, n.2
        m.3 = Add(n.2, 1)
        a.4 = Mul(x.1, 2)
        for i.5 = 0 to m.3 step 1
          if Gt(a.4, 0)  → b.6 = 1 | 2
            w.0[i.5] = x.1
          else
        return 0
        """, """
        m.3 = Add(n.2, 1)
        a.4 = Mul(x.1, 2)
        for i.5 = 0 to m.3 step 1
          if Gt(a.4, 0)  → 
            w.0[i.5] = x.1
          else
        return 0
        """)]
    // Also of a loop whose steps do not ask for its index.
    [InlineData("prune", """
        w.0, x.1, n.2
        m.3 = Add(n.2, 1)
        for i.4 = 0 to m.3 step 1
          w.0[0] += x.1
        return 0
        """, """
        m.3 = Add(n.2, 1)
        for i.4 = 0 to m.3 step 1
          w.0[0] += x.1
        return 0
        """)]
    // A maximum remembers where it was found; of a tie the later one is it.
    [InlineData("find winners", """
        w.0
        for i.1 = 0 to Length(w.0) step 1  [s.2: 0, then s.3 → s.4]
          a.5 = w.0[i.1]
          s.3 = Max(s.2, a.5)
        return s.4
        """, """
        for i.1 = 0 to Length(w.0) step 1  [s.2: 0, then s.3 → s.8]  [winner_s.6: -1, then winner_s.7 → winner_s.9]
          a.5 = w.0[i.1]
          winner_s.7 = Select(Gt(s.2, a.5), winner_s.6, i.1)
          s.3 = Max(s.2, a.5)
        if Ne(winner_s.9, -1)  → #11.11 = a.10 | 0
          a.10 = w.0[winner_s.9]
        else
        s.4 = Given(s.8, #11.11)
        return s.4
        """)]
    // The sides of a choice each have their own.
    [InlineData("find winners", """
        w.0
        for i.1 = 0 to Length(w.0) step 1  [s.2: 0, then b.6 → s.4]
          a.5 = w.0[i.1]
          if Gt(a.5, s.2)  → b.6 = a.5 | s.2
          else
        return s.4
        """, """
        for i.1 = 0 to Length(w.0) step 1  [s.2: 0, then b.6 → s.9]  [winner_s.7: -1, then winner_s.8 → winner_s.10]
          a.5 = w.0[i.1]
          if Gt(a.5, s.2)  → b.6 = a.5 | s.2, winner_s.8 = i.1 | winner_s.7
          else
        if Ne(winner_s.10, -1)  → #12.12 = a.11 | 0
          a.11 = w.0[winner_s.10]
        else
        s.4 = Given(s.9, #12.12)
        return s.4
        """)]
    // In every block; a product whose weight is 0 is 0, whatever its other factor is.
    [InlineData("forget origins", """
        x.0, y.1, n.2
        a.3 = Given(x.0, y.1)
        for i.4 = 0 to n.2 step 1  [s.5: 0, then s.6 → s.7]
          s.6 = Add(s.5, Given(a.3, y.1))
        while Lt(t.8, x.0)  [t.8: 0, then t.9 → t.10]
          t.9 = Add(Given(t.8, y.1), 1)
        if Gt(x.0, 0)  → b.11 = c.12 | d.13
          c.12 = Weighted(x.0, y.1)
        else
          d.13 = Logistic(x.0)
        return Given(b.11, Add(s.7, t.10))
        """, """
        a.3 = x.0
        for i.4 = 0 to n.2 step 1  [s.5: 0, then s.6 → s.7]
          s.6 = Add(s.5, a.3)
        while Lt(t.8, x.0)  [t.8: 0, then t.9 → t.10]
          t.9 = Add(t.8, 1)
        if Gt(x.0, 0)  → b.11 = c.12 | d.13
          c.12 = Select(Ne(x.0, 0), y.1, 0)
        else
          d.13 = Sigmoid(x.0)
        return b.11
        """)]
    // A temporary of ours that is used once, and a choice between values; nothing into a loop.
    [InlineData("fold", """
        x.0, y.1, n.2
        #3.3 = Mul(x.0, y.1)
        #4.4 = Add(#3.3, 1)
        #5.5 = Sin(x.0)
        if Gt(x.0, y.1)  → a.6 = #4.4 | y.1
        else
        for i.7 = 0 to n.2 step 1  [s.8: 0, then s.9 → s.10]
          s.9 = Add(s.8, #5.5)
        return Mul(a.6, s.10)
        """, """
        #5.5 = Sin(x.0)
        a.6 = Select(Gt(x.0, y.1), Add(Mul(x.0, y.1), 1), y.1)
        for i.7 = 0 to n.2 step 1  [s.8: 0, then s.9 → s.10]
          s.9 = Add(s.8, #5.5)
        return Mul(a.6, s.10)
        """)]
    // What throws runs also where nobody needs its value.
    [InlineData("keep failures", """
        w.0, x.1, n.2
        a.3 = w.0[n.2]
        m.4 = Div(7, n.2)
        k.5 = Div(7, 2)
        b.6 = Mul(x.1, 2)
        return b.6
        """, """
        do «0»(w.0[n.2])
        a.3 = w.0[n.2]
        do «0»(Div(7, n.2))
        m.4 = Div(7, n.2)
        k.5 = Div(7, 2)
        b.6 = Mul(x.1, 2)
        return b.6
        """)]
    public void On_values(string pass, string before, string after) => Assert.Equal(after.ReplaceLineEndings("\n"), IrText.Write(Left(pass, before)));
}
