using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Forward mode through a method of another assembly that works on memory: its own tangent is the difference of what it
/// leaves at arguments moved along theirs. The backward that belongs to it has no part in that.</summary>
internal sealed class MemoryCall(Call call, Func<object?[], object?> method)
{
    private readonly Dictionary<double, double[]> _known = [];

    public Lane[] Run(Lane[] args)
    {
        var value = At(args, 0);
        double[] slope = [.. value.Select((_, i) => Differences.Slope(t => At(args, t)[i], 0))];
        var at = call.Callee.ResultTypes.Count;
        foreach (var (arg, i) in args.Select((a, i) => (a, i)))
        {
            if (arg.Value is not Window window) continue;
            for (var k = 0; k < window.Length; k++, at++)
                if (call.Callee.UseOf(i) != Use.Reads) window[k] = Lane.Of(Number(window[k].Value!, value[at]), slope[at]);
        }
        return call.Callee.ResultTypes.Count == 0 ? [] : [Lane.Of(call.Callee.ResultTypes[0].Kind == Kind.Float ? (float)value[0] : value[0], slope[0])];
    }

    // The result, and what is in the memory afterwards.
    private double[] At(Lane[] args, double along)
    {
        if (_known.TryGetValue(along, out var known)) return known;
        object?[] values = [.. args.Select((a, i) => a.Value is Window window ? window.ToArray(call.Args[i].Type, along) : a.Value is double or float && a.Tangent != 0 ? Number(a.Value, a.Real + along * a.Tangent) : a.Value)];
        var result = method(values);
        return _known[along] = [.. result is null ? [] : new[] { Convert.ToDouble(result) }, .. values.OfType<Array>().SelectMany(a => a.Cast<object>().Select(Convert.ToDouble))];
    }

    private static object Number(object like, double value) => like is float ? (float)value : value;
}
