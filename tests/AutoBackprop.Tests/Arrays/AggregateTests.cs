using static AutoBackprop.Tests.AggregateZoo;

namespace AutoBackprop.Tests;

/// <summary>Gradients over structs, records, objects and arrays of structs: what is theirs alone.</summary>
public class AggregateTests
{
    private static double[] Sevens(int length)
    {
        var array = new double[length];
        Array.Fill(array, 7);
        return array;
    }

    private static Cell Cell(double[] v, int n)
    {
        var cell = new Cell { W = v[..n], Rate = v[3 * n + 4], Count = 3, Mask = n % 2 == 0 ? null : ArrayCheck.Data(n, 9) };
        cell.Inner.Rows = [v[n..(2 * n)], v[(2 * n)..(3 * n)]];
        cell.Inner.M = new[,] { { v[3 * n], v[3 * n + 1] }, { v[3 * n + 2], v[3 * n + 3] } };
        cell.Inner.C = v[3 * n + 5];
        return cell;
    }

    private static Particle[] Particles(double[] v, int n) =>
        [.. Enumerable.Range(0, n).Select(i => new Particle { At = new(v[3 * i], v[3 * i + 1]), V = v[3 * i + 2], Kind = i % 3, Mass = 1.5 + i })];

    private static IEnumerable<double> Numbers(Particle p) => [p.At.X, p.At.Y, p.V];

    [Fact]
    public void A_written_span_of_structs_has_one_gradient_in_both_directions()
    {
        const int n = 5;
        var (all, weights) = (ArrayCheck.Data(3 * n + 1, 1), ArrayCheck.Data(3 * n, 2));
        double F(double[] v)
        {
            var p = Particles(v, n);
            AggregateZoo.Move(p, v[3 * n]);
            return p.SelectMany(Numbers).Zip(weights, (a, b) => a * b).Sum();
        }
        var (moved, g, dt) = (Particles(all, n), Particles(weights, n), 2.0);
        AggregateZoo.MoveBackward(moved, all[3 * n], g, ref dt);
        var expected = Particles(all, n);
        AggregateZoo.Move(expected, all[3 * n]);
        Assert.Equal(expected, moved);
        Assert.Null(ArrayCheck.Differs(F, all, F(all), [.. g.SelectMany(Numbers), dt - 2], 40));
    }

    [Fact]
    public void What_comes_by_reference_has_one_gradient_in_both_directions()
    {
        foreach (var k in (double[])[0.7, -0.7])
        {
            double[] all = [0.3, 1.2, -0.8, k];
            double F(double[] v, bool whole)
            {
                var (x, p) = (v[0], new Point(v[1], v[2]));
                var value = AggregateZoo.ByReference(ref x, ref p, out var y, v[3]);
                return whole ? 2 * value + 3 * x + 4 * p.X + 5 * p.Y + 6 * y : value;
            }

            var (x, p) = (all[0], new Point(all[1], all[2]));
            var (value, gradX, gradP, gradK) = AggregateZoo.ByReferenceGradient(ref x, ref p, out var y, k);
            Assert.Null(ArrayCheck.Differs(v => F(v, false), all, value, [gradX, gradP.X, gradP.Y, gradK], 4));
            var (x2, p2) = (all[0], new Point(all[1], all[2]));
            AggregateZoo.ByReference(ref x2, ref p2, out var y2, k);
            Assert.Equal((x2, p2, y2), (x, p, y));

            (x, p) = (all[0], new Point(all[1], all[2]));
            (gradX, gradP, var gradY, gradK) = (3.0, new Point(4, 5), 6.0, 10.0);
            value = AggregateZoo.ByReferenceBackward(ref x, ref p, out y, k, 2, ref gradX, ref gradP, ref gradY, ref gradK);
            Assert.Null(ArrayCheck.Differs(v => F(v, true), all, 2 * value + 3 * x + 4 * p.X + 5 * p.Y + 6 * y, [gradX, gradP.X, gradP.Y, gradK - 10], 4));
            Assert.Equal(0, gradY);
            Assert.Equal((x2, p2, y2), (x, p, y));
        }
    }

    [Fact]
    public void Backward_adds_to_every_member()
    {
        var (v, n) = (ArrayCheck.Data(3 * 2 + 6, 4), 2);
        var (once, twice) = (Cell(new double[12], n), Cell(Sevens(12), n));
        var value = AggregateZoo.ObjectBackward(Cell(v, n), 1, once);
        Assert.Equal(AggregateZoo.Object(Cell(v, n)), value, 1e-12);
        AggregateZoo.ObjectBackward(Cell(v, n), 2, twice);
        static double[] All(Cell c) => [.. c.W, c.Rate, c.Inner.C, .. c.Inner.M.Cast<double>(), .. c.Inner.Rows.SelectMany(r => r)];
        Assert.All(All(once).Zip(All(twice)), p => Assert.Equal(2 * p.First + 7, p.Second, 1e-12));

        var (f, g) = (new Line([1, 2], 3), new Line([7, 7], 7));
        var x = 7.0;
        AggregateZoo.RecordBackward(f, 0.5, 1, ref g, ref x);
        Assert.Equal((7.5, 8.5, 7.5), (g.W[0], g.W[1], g.Bias));
    }

    [Fact]
    public void A_record_is_replaced_and_its_array_is_kept()
    {
        var f = new Line(Sevens(2), 7);
        var kept = f;
        AggregateZoo.RecordGradient(new([1, 2], 3), 0.5, ref f);
        Assert.Equal(7, kept.Bias);
        Assert.Equal(0.5, f.Bias);
        Assert.Same(kept.W, f.W);
    }

    [Fact]
    public void A_constant_member_of_an_element_has_the_gradient_zero()
    {
        var (all, p) = (ArrayCheck.Data(10, 1), Particles(Sevens(9), 3));
        AggregateZoo.EnergyGradient(Particles(all, 3), all[9], p);
        Assert.All(p, q => Assert.Equal(0, q.Mass));
    }

    // ── checks ───────────────────────────────────────────────────────────────────────────────────────────────

    [Fact]
    public void A_member_that_does_not_fit_is_named_before_anything_is_written()
    {
        var net = new Mlp([1, 2, 3], [4], new([5], 6));
        var x = new[] { 1.0, 2, 3 };
        Mlp Grad() => new([7, 7, 7], [7], new([7], 7));

        void Fails(Mlp grad, string member, Mlp? of = null, string name = "gradNet")
        {
            var gradX = Sevens(3);
            var before = grad;
            var thrown = Assert.ThrowsAny<ArgumentException>(() => AggregateZoo.NetworkGradient(of ?? net, x, 1, ref grad, gradX));
            Assert.Equal(name, thrown.ParamName);
            Assert.Contains(member, thrown.Message, StringComparison.Ordinal);
            Assert.Equal(before, grad);
            Assert.All(gradX.Concat(grad.B1 ?? []), g => Assert.Equal(7, g));
        }

        Fails(Grad() with { W1 = [7, 7] }, "gradNet.W1");
        Fails(Grad() with { W1 = null! }, "gradNet.W1");
        Fails(Grad() with { Out = new([], 7) }, "gradNet.Out.W");
        Fails(Grad() with { Out = new(net.B1, 7) }, "gradNet.Out.W");
        var shared = new double[] { 7, 7, 7 };
        Fails(Grad() with { W1 = shared, Out = new(shared, 7) }, "gradNet.Out.W");
        Fails(Grad(), "net.Out.W", net with { Out = default }, "net");
    }

    [Fact]
    public void Objects_that_are_null_are_named()
    {
        Assert.Equal("cell", Assert.Throws<ArgumentNullException>(() => AggregateZoo.ObjectGradient(null!, new())).ParamName);
        Assert.Equal("gradCell", Assert.Throws<ArgumentNullException>(() => AggregateZoo.ObjectGradient(new(), null!)).ParamName);
        Assert.Equal("gradF", Assert.Throws<ArgumentNullException>(() => { Line g = null!; AggregateZoo.RecordGradient(new([1], 1), 1, ref g); }).ParamName);
        var both = new Cell();
        Assert.Equal("gradCell", Assert.Throws<ArgumentException>(() => AggregateZoo.ObjectGradient(both, both)).ParamName);
        var inner = typeof(Cell).GetField("<Inner>k__BackingField", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        var sharing = new Cell();
        inner.SetValue(sharing, both.Inner);
        Assert.Contains("gradCell.Inner", Assert.Throws<ArgumentException>(() => AggregateZoo.ObjectGradient(both, sharing)).Message, StringComparison.Ordinal);
        var short2 = new Cell { Inner = { M = new double[2, 3] } };
        Assert.Equal("gradCell", Assert.Throws<ArgumentException>(() => AggregateZoo.ObjectGradient(new() { Inner = { M = new double[2, 2] } }, short2)).ParamName);
    }
}
