namespace AutoBackprop.Tests;

public partial class PassTests
{
    private const string Dot = """
        w.0, v.1, n.2
        for i.3 = 0 to n.2 step 1  [s.4: 0, then s.5 → s.6]
          j.10 = Add(i.3, n.2)
          a.7 = w.0[j.10]
          b.8 = v.1[i.3]
          #9.9 = Mul(a.7, b.8)
          s.5 = Add(s.4, #9.9)
        return s.6
        """;

    private const string Map = """
        w.0, x.1
        for i.3 = 0 to Length(w.0) step 1
          a.4 = w.0[i.3]
          if Gt(a.4, 0)  → b.5 = c.6 | x.1
            c.6 = Exp(a.4)
          else
          w.0[i.3] = b.5
        return 0
        """;

    private const string Less = """
        w.0, v.1
        for i.2 = 0 to Length(w.0) step 1
          a.3 = v.1[i.2]
          w.0[i.2] += Neg(a.3)
        return 0
        """;

    private const string Carried = """
        w.0, n.1
        for i.2 = 1 to n.1 step 1
          k.3 = Sub(i.2, 1)
          a.4 = w.0[k.3]
          w.0[i.2] = a.4
        return 0
        """;

    private const string Rows = """
        w.0, v.1, u.2, n.3, m.14
        for i.4 = 0 to m.14 step 1
          for j.5 = 0 to n.3 step 1  [s.6: 0, then s.7 → s.8]
            m.9 = Mul(i.4, n.3)
            k.10 = Add(m.9, j.5)
            a.11 = w.0[k.10]
            b.12 = v.1[j.5]
            c.13 = Mul(a.11, b.12)
            s.7 = Add(s.6, c.13)
          u.2[i.4] = s.8
        return 0
        """;

    private const string Samples = """
        w.0, x.1, n.2
        for i.3 = 0 to Length(w.0) step 1  [s.4: 0, then s.5 → s.6]
          a.7 = w.0[i.3]
          for j.8 = 0 to n.2 step 1  [b.9: a.7, then b.10 → b.11]
            c.12 = Mul(b.9, x.1)
            b.10 = Sin(c.12)
          s.5 = Add(s.4, b.11)
        return s.6
        """;

    [Theory]
    // Two vectors at a time where sums are all there is, then one that overlaps the one before it, and single elements if there are too few or some do not exist.
    [InlineData("vectorise", Dot, "step 16", "step 8", "SumLanes(", "Le(n.2, Length(v.1))", "for i.3 = ")]
    // Of the overlapping one only the lanes that are new are written; both sides of a choice are computed.
    [InlineData("vectorise", Map, "Select(Gt(a.19, Broadcast(0)), c.20, #14.14)", "w.0[#27.27] = Select(#28.28, b.31, #32.32)")]
    // What is taken off is taken off.
    [InlineData("vectorise", Less, "w.0[i.12] = Sub(#14.14, a.13)", "Select(#20.20, Sub(#22.22, a.21), #22.22)")]
    // The row begins in one place; what is behind it is counted from there.
    [InlineData("vectorise > anchor", Dot, "w_row", "[i.", "+0]")]
    [InlineData("vectorise > fold > contract", Dot, "MultiplyAddEstimate(")]
    // Four rows at a time; what they share is read once.
    [InlineData("jam", Rows, "BitAnd(Max(m.14, 0), -4)", "step 4", "Add(i.49, 3)", "for i.4 = #80.80 to m.14 step 1")]
    // Eight samples at once, each with an inner loop of its own.
    [InlineData("lanes", Samples, "BitAnd(Max(Length(w.0), 0), -8)", "step 8", "SumLanes(", "for i.3 = #24.24 to Length(w.0) step 1")]
    public void On_vectors(string passes, string before, params string[] found) =>
        Assert.All(found, text => Assert.Contains(text, IrText.Write(Left(passes, before)), StringComparison.Ordinal));

    [Theory]
    [InlineData("vectorise", Carried)]
    [InlineData("lanes", Carried)]
    [InlineData("jam", Carried)]
    [InlineData("lanes", Dot)]
    [InlineData("jam", Samples)]
    [InlineData("anchor", Rows)]
    [InlineData("contract", Dot)]
    public void What_is_not_for_vectors_stays(string passes, string before) => Assert.Equal(IrText.Write(IrText.Read(before)), IrText.Write(Left(passes, before)));

    // Three iterations of an inner loop are written out in lanes; the loop that is left over keeps it.
    [Theory, InlineData("lanes", 2), InlineData("lanes > unroll", 1)]
    public void Short_loops_over_vectors_run_flat(string passes, int loops) =>
        Assert.Equal(loops, IrText.Write(Left(passes, Samples.Replace("0 to n.2", "0 to 3"))).Split("for j").Length - 1);
}
