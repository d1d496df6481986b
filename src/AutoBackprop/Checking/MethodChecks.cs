using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace AutoBackprop;

/// <summary>The samples at which a method is checked, and what came of them.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class MethodChecks(DifferentiableMethod method, double tolerance)
{
    private const int Attempts = 60;

    private static readonly int[] Lengths = [3, 17, 6, 5, 2, 8, 4, 1];

    private readonly List<DerivativeMismatch> _mismatches = [];
    private readonly bool _isSingle = method.Parameters.Any(p => p.IsActive && Numbers.HoldsSingle(p.Type))
        || method.Result is { } result && Numbers.HoldsSingle(result);
    private int _compared, _kinks;

    public MethodCheck Run(int seed, int samples)
    {
        var why = method.Unfit ?? (method.Samples is { } given ? AtGiven(given.Member) : AtDrawn(seed, samples));
        if (why is null && _compared == 0 && _mismatches.Count == 0) why = "every number that was tried lies at a kink; say where by [SampleInputs]";
        return new(method.Title, [.. method.Members.Values.Select(m => m.Name)], _compared, _kinks, _mismatches, why);
    }

    private string? AtGiven(string member)
    {
        var tried = 0;
        try
        {
            foreach (var sample in SampleArguments.Given(method, member))
            {
                tried++;
                if (Failure(sample) is { } failure) return $"sample {tried} of '{member}' {failure}";
                Check(sample, tried);
            }
        }
        catch (ArgumentException e) { return e.Message; }
        return tried == 0 ? $"'{member}' gives no sample" : null;
    }

    private string? AtDrawn(int seed, int samples)
    {
        var (random, found) = (new Random(seed), 0);
        var failure = "";
        for (var attempt = 0; attempt < Attempts * samples && found < samples; attempt++)
        {
            // Long enough for vectors, and short; positive numbers, which most functions take, and others.
            var length = Lengths[attempt % Lengths.Length];
            var drawn = new SampleArguments(random, length, attempt % 2 == 0 ? 0.25 : -1, attempt % 2 == 0 ? 1.5 : 1);
            object?[] sample;
            try { sample = drawn.Of(method); }
            catch (ArgumentException e) { return e.Message + "; give some by [SampleInputs]"; }
            if (Failure(sample) is { } other) failure = other;
            else Check(sample, seed + ++found);
        }
        return found > 0 ? null : $"what was made up {failure}; say what makes sense by [SampleInputs]";
    }

    /// <summary>Why nothing can be compared there.</summary>
    private string? Failure(object?[] sample)
    {
        try
        {
            var calls = new DerivativeCalls(method, sample);
            var all = calls.Primal(calls.Start);
            return all.All(double.IsFinite) ? null : "gives what is not finite";
        }
        catch (Exception e) when (e is not OutOfMemoryException) { return $"throws {Inner(e).GetType().Name}: {Inner(e).Message}"; }
    }

    private void Check(object?[] sample, int seed)
    {
        var point = new PointCheck(method, sample, new Random(seed), _isSingle ? 100 * tolerance : tolerance, _isSingle);
        foreach (var kind in method.Members.Keys)
        {
            try
            {
                if (point.Worst(kind) is { } worst) _mismatches.Add(worst with { At = Text(sample) });
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                _mismatches.Add(new(method.Members[kind].Name, $"what it throws, {Inner(e).GetType().Name}: {Inner(e).Message}", double.NaN,
                    double.NaN, "the method does not", Text(sample)));
            }
        }
        (_compared, _kinks) = (_compared + point.Compared, _kinks + point.AtKinks);
    }

    private static Exception Inner(Exception e) => e is TargetInvocationException { InnerException: { } inner } ? inner : e;

    private string Text(object?[] sample) => string.Join(", ", method.Parameters.Zip(sample, (p, v) => $"{p.Name} = {Text(v)}"));

    private static string Text(object? value) => value switch
    {
        null => "null",
        Array all => $"[{string.Join(", ", all.Cast<object?>().Take(8).Select(Text))}{(all.Length > 8 ? $", … {all.Length} in all" : "")}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
