using AutoBackprop;

namespace Cases;

/// <summary>Lists in fields of objects that are made in the method, which their methods add to.</summary>
public static partial class ListFields
{
    public sealed class History
    {
        private readonly List<double> _values;
        public List<float> Small { get; } = new(4);
        public List<double> Given { get; set; } = [1, 2];
        public History(int capacity) => _values = new List<double>(capacity);
        public void Note(double v) { _values.Add(v); if (_values.Count > 3) _values.RemoveAt(0); Small.Add((float)v); }
        public double Mean => _values.Average();
        public IReadOnlyList<double> Values => _values;
    }

    public sealed class Observed { public List<double> Errors { get; } = []; public double Total() => Errors.Sum(e => e * e); }

    public sealed class Samples(List<double> items) { public List<double> Items => items; public double Last => items[^1]; }

    [Differentiable, Case("0.3, 2")]
    public static double OtherName(double x, double y)
    {
        List<double> given = [x];
        given.Add(y);
        var s = new Samples(given);
        s.Items.Add(x * y);
        return s.Last * s.Items[0] + given.Count;
    }

    private static double Total(List<double> v) => v.Sum(e => e * e);

    private static List<double> Build(double x, double y) => new List<double> { x, y };

    [Differentiable, Case("0.3, 2")]
    public static double HandedOver(double x, double y) { var l = Build(x, y); return l[0] * Total(new List<double> { x, y }); }

    [Differentiable, Case("0.3, 2, 6")]
    public static double Window(double x, double y, int n)
    {
        var h = new History(4);
        var s = 0.0;
        for (var i = 0; i < n; i++) { h.Note(x * i + y); s += h.Mean * h.Mean; }
        return s + h.Values[0] * h.Values.Count;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Initialised(double x, double y)
    {
        var h = new History(2) { Given = new() { x, y } };
        h.Given.Add(x * y);
        return h.Given.Sum() * h.Given[^1];
    }

    [Differentiable, Case("0.3, 2")]
    public static double FromOutside(double x, double y)
    {
        var o = new Observed();
        o.Errors.Add(x);
        o.Errors.AddRange([y, x * y]);
        if (y > 1) o.Errors.Add(x * x);
        return o.Total();
    }
}
