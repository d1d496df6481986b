using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>A differentiable method and its generated members as functions of numbers: all numbers of its arguments that have a gradient,
/// one after the other. What comes out are the numbers of the result, then those that are left in the parameters; what nobody writes comes
/// out as it went in, hence its gradient is added to.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class DerivativeCalls(DifferentiableMethod method, object?[] inputs)
{
    private readonly IReadOnlyList<FlatParameter> _parameters = method.Parameters;
    private readonly Func<object?[], object?> _primal = BoxedCall.Of(method.Method);
    private readonly Dictionary<Derivatives, Func<object?[], object?>> _members =
        method.Members.ToDictionary(m => m.Key, m => BoxedCall.Of(m.Value));

    /// <summary>The numbers at the beginning.</summary>
    public double[] Start { get; } =
        [.. method.Parameters.Zip(inputs).Where(p => p.First.IsInput).SelectMany(p => p.First.Read(p.Second))];

    /// <summary>The parameter of each of them.</summary>
    public int[] Owners { get; } =
        [.. method.Parameters.SelectMany((p, i) => p.IsInput ? p.Read(inputs[i]).Select(_ => i) : [])];

    /// <summary>How many numbers each active parameter holds.</summary>
    public int[] Widths { get; } = [.. method.Parameters.Select((p, i) => p.IsActive ? p.Read(inputs[i]).Count : 0)];

    // ── the method ───────────────────────────────────────────────────────────────────────────────────────────

    public double[] Primal(IReadOnlyList<double> x) => Called(_primal, x);

    public double[] Value(IReadOnlyList<double> x) => Called(_members[Derivatives.Value], x);

    private double[] Called(Func<object?[], object?> call, IReadOnlyList<double> x)
    {
        var args = Arguments(x);
        return Out(call(args), args);
    }

    private double[] Out(object? result, object?[] args) => [.. Returned(result), .. Left(args)];

    private IEnumerable<double> Returned(object? result) => method.Result is { } type ? Numbers.All(type, result) : [];

    private IEnumerable<double> Left(object?[] args) => _parameters.SelectMany((p, i) => p.IsActive ? p.Read(args[i]) : []);

    // ── first derivatives ────────────────────────────────────────────────────────────────────────────────────

    public (double Value, List<double> Gradient) Gradient(IReadOnlyList<double> x)
    {
        object?[] all = [.. Arguments(x), .. Destinations.Select(Unknown)];
        var result = _members[Derivatives.Gradient](all);
        var (next, left, gradient) = (1, _parameters.Count, new List<double>());
        foreach (var p in _parameters.Where(p => p.IsInput)) gradient.AddRange(p.Read(p.IsReturned ? ((ITuple)result!)[next++] : all[left++]));
        return (Number(result), gradient);
    }

    /// <summary>The numbers returned, and the gradient of the weighted sum of all that comes out.</summary>
    public (List<double> Returned, List<double> Gradient) Backward(IReadOnlyList<double> x, double[] weights)
    {
        var at = 0;
        object? Weighted(Type type, object? shape) => Numbers.Map(type, shape, (_, _) => weights[at++]);
        var shape = _primal(Arguments(x));
        object?[] seed = method.Result is { } type && Numbers.HasActive(type) ? [Weighted(type, shape)] : [];
        var active = Enumerable.Range(0, _parameters.Count).Where(i => _parameters[i].IsActive).ToList();
        object?[] all = [.. Arguments(x), .. seed, .. active.Select(i => Weighted(_parameters[i].Type, inputs[i]))];
        var returned = _members[Derivatives.Backward](all);
        return ([.. Returned(returned)], [.. active.Zip(all[^active.Count..]).Where(d => _parameters[d.First].IsInput)
            .SelectMany(d => _parameters[d.First].Read(d.Second))]);
    }

    /// <summary>What comes out, and its change along the direction.</summary>
    public (double[] Out, double[] Tangent) Tangent(IReadOnlyList<double> x, double[] direction)
    {
        var (args, tangents) = (Arguments(x), Directions(direction));
        object?[] all = [.. args.SelectMany((a, i) => _parameters[i].IsActive ? new[] { a, tangents[i] } : [a])];
        var result = _members[Derivatives.Tangent](all);
        var at = 0;
        for (var i = 0; i < args.Length; i++)
        {
            args[i] = all[at++];
            if (_parameters[i].IsActive) tangents[i] = all[at++];
        }
        return method.Result is { } type && Numbers.HasActive(type)
            ? (Out(((ITuple)result!)[0], args), Out(((ITuple)result)[1], tangents)) : (Out(result, args), [.. Left(tangents)]);
    }

    /// <summary>Row-major, per parameter that the method does not write.</summary>
    public (double[] Out, List<(int Parameter, double[] Matrix)> Matrices) Jacobian(IReadOnlyList<double> x, int rows)
    {
        var extra = method.Members[Derivatives.Jacobian].GetParameters()[method.Method.GetParameters().Length..];
        var memory = extra.Select(p => Array.CreateInstance(Numbers.ElementOf(p.ParameterType)!, rows * Math.Max(1, Start.Length))).ToList();
        object?[] args = Arguments(x), all = [.. args, .. memory];
        var result = _members[Derivatives.Jacobian](all);
        Array.Copy(all, args, args.Length);
        var owners = extra.Select(p => _parameters.Select((q, i) => (q, i)).First(q => IsOf(p.Name!["jacobian".Length..], q.q.Name)).i);
        return (Out(result, args), [.. owners.Zip(memory.Select(m => m.Cast<object>().Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture)).ToArray()))]);

        // As the contract names them: jacobianW, or jacobian_w where that is taken.
        static bool IsOf(string suffix, string name) =>
            suffix.Trim('_') == name || suffix.TrimEnd('_') == char.ToUpperInvariant(name[0]) + name[1..];
    }

    // ── second derivatives ───────────────────────────────────────────────────────────────────────────────────

    public (double Value, List<double> Gradient, List<double> Product) HessianVector(IReadOnlyList<double> x, double[] direction)
    {
        var directions = Directions(direction);
        List<int> given = [.. Enumerable.Range(0, _parameters.Count).Where(i => _parameters[i].IsInput)];
        object?[] all = [.. Arguments(x), .. given.Select(i => directions[i]), .. Destinations.SelectMany(i => new[] { Unknown(i), Unknown(i) })];
        var result = _members[Derivatives.HessianVector](all);
        var (next, left, gradient, product) = (1, _parameters.Count + given.Count, new List<double>(), new List<double>());
        foreach (var p in _parameters.Where(p => p.IsInput))
            foreach (var to in new[] { gradient, product }) to.AddRange(p.Read(p.IsReturned ? ((ITuple)result!)[next++] : all[left++]));
        return (Number(result), gradient, product);
    }

    public (double Value, double[] Matrix) Hessian(IReadOnlyList<double> x)
    {
        var element = Numbers.ElementOf(method.Members[Derivatives.Hessian].GetParameters()[^1].ParameterType)!;
        var memory = Array.CreateInstance(element, Start.Length * Start.Length);
        var result = _members[Derivatives.Hessian]([.. Arguments(x), memory]);
        return (Number(result), [.. memory.Cast<object>().Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture))]);
    }

    // ── arguments ────────────────────────────────────────────────────────────────────────────────────────────

    private object?[] Arguments(IReadOnlyList<double> x)
    {
        var at = 0;
        return [.. _parameters.Select((p, i) => Numbers.Map(p.Type, inputs[i], (v, _) => p.IsInput ? x[at++] : v))];
    }

    private object?[] Directions(double[] direction)
    {
        var at = 0;
        return [.. _parameters.Select((p, i) => !p.IsActive ? null : Numbers.Map(p.Type, inputs[i], (_, _) => p.IsInput ? direction[at++] : 0))];
    }

    private List<int> Destinations =>
        [.. Enumerable.Range(0, _parameters.Count).Where(i => _parameters[i] is { IsInput: true, IsReturned: false })];

    // Overwritten, whatever it held.
    private object? Unknown(int parameter) => Numbers.Map(_parameters[parameter].Type, inputs[parameter], (_, _) => double.NaN);

    private static double Number(object? result) =>
        Convert.ToDouble(result is ITuple tuple ? tuple[0] : result, CultureInfo.InvariantCulture);
}
