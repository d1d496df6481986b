using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoBackprop.Tests;

/// <summary>The generated members of a method against each other, at one point: the value against the method, ⟨ȳ, J ẋ⟩ against ⟨Jᵀ ȳ, ẋ⟩.</summary>
internal sealed partial class ModeRun
{
    private readonly FlatParameter[] _parameters;
    private readonly MethodInfo _primal;
    private readonly Type? _result;
    private readonly object?[] _inputs;
    private readonly Dictionary<string, MethodInfo> _members;

    private readonly bool _isSmooth;

    /// <param name="isSmooth">Differences say something here.</param>
    public ModeRun(MethodInfo method, object?[] inputs, bool isSmooth)
    {
        _parameters = [.. method.GetParameters().Select(p => new FlatParameter(p))];
        (_primal, _isSmooth) = (method, isSmooth);
        _inputs = [.. inputs.Select((v, i) => _parameters[i] is { IsOut: true, Type.IsValueType: true } p ? Activator.CreateInstance(p.Type) : v)];
        _result = method.ReturnType == typeof(void) ? null : method.ReturnType;
        var given = method.GetParameters().Select(p => p.ParameterType).ToList();
        _members = Members(method).Where(m => Fits(m, given)).OrderBy(m => m.MetadataToken).GroupBy(m => m.Name[method.Name.Length..]).ToDictionary(g => g.Key, g => g.First());
    }

    private static IEnumerable<MethodInfo> Members(MethodInfo method) =>
        from suffix in new[] { "Value", "Backward", "Gradient", "Tangent", "HessianVector", "Jacobian", "Hessian" }
        from m in method.DeclaringType!.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where m.Name == method.Name + suffix && m.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>()?.Version != "refused"
        select m;

    // The tangents stand among the parameters.
    private static bool Fits(MethodInfo member, List<Type> given)
    {
        var types = member.GetParameters().Select(p => p.ParameterType).ToList();
        if (!member.Name.EndsWith("Tangent", StringComparison.Ordinal)) return types.Take(given.Count).SequenceEqual(given);
        var at = 0;
        foreach (var type in types)
            if (at < given.Count && type == given[at]) at++;
        return at == given.Count;
    }

    public bool Has(string member) => _members.ContainsKey(member);

    private bool IsSingle => _result is not null && Numbers.HoldsSingle(_result) || _parameters.Any(p => p.IsActive && Numbers.HoldsSingle(p.Type));

    /// <summary>What is wrong; nothing if all agree.</summary>
    public IEnumerable<string> Problems()
    {
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        object? result = null;
        var thrown = Record.Exception(() => result = BoxedCall.Of(_primal)(args));
        foreach (var member in _members.Keys.Where(k => k is "Value" or "Tangent"))
        {
            var outcome = default(Outcome);
            var same = Record.Exception(() => outcome = member == "Value" ? Value() : Tangent(Direction(1)));
            if (same?.GetType() != thrown?.GetType()) yield return $"{member} throws {same?.GetType().Name ?? "nothing"}, the method {thrown?.GetType().Name ?? "nothing"}: {same?.Message}";
            if (same is not null || thrown is not null) continue;
            if (_result is not null && Numbers.All(_result, result).Zip(Numbers.All(_result, outcome!.Result)).FirstOrDefault(p => !Close(p.First, p.Second, IsSingle ? 1e-5 : 1e-12)) is (not 0, _) wrong)
                yield return $"{member}: the value is {wrong.Second:R}, the method's {wrong.First:R}";
            for (var i = 0; i < args.Length; i++)
                if (_parameters[i].IsActive && Numbers.All(_parameters[i].Type, args[i]).Zip(Numbers.All(_parameters[i].Type, outcome!.Args[i])).FirstOrDefault(p => !Close(p.First, p.Second, IsSingle ? 1e-5 : 1e-12)) is (not 0, _) left)
                    yield return $"{member}: leaves {left.Second:R} in parameter {i}, the method {left.First:R}";
        }
        if (thrown is not null) yield break;
        foreach (var problem in Has("Tangent") && Has("Backward") ? Transposed() : []) yield return problem;
        foreach (var problem in Has("HessianVector") && Has("Gradient") ? Second() : []) yield return problem;
        foreach (var problem in Has("Jacobian") && Has("Tangent") ? Columns() : []) yield return problem;
        foreach (var problem in Has("Hessian") && Has("HessianVector") ? Symmetric() : []) yield return problem;
    }

    private IEnumerable<string> Transposed()
    {
        var gradient = Backward();
        for (var seed = 1; seed < 4; seed++)
        {
            var direction = Direction(seed);
            var (tangent, expected, size) = (Tangent(direction).Sum(this), 0.0, 0.0);
            foreach (var (g, d) in gradient.Zip(direction.Where((_, i) => _parameters[i].IsInput).SelectMany(d => d!)))
            {
                // A direction that leaves a number as it is asks nothing of its slope.
                if (d == 0) continue;
                expected += g * d;
                size += Math.Abs(g * d);
            }
            if (!double.IsFinite(expected) || Math.Abs(tangent - expected) <= (IsSingle ? 2e-4 : 1e-9) * (1 + size)) continue;
            yield return $"along {string.Join(", ", direction.Where(d => d is not null).Select(d => $"[{string.Join(", ", d!)}]"))} the tangent is {tangent:R}, the backward says {expected:R}: {string.Join(", ", gradient)}";
        }
    }

    /// <summary>The gradient is that of the other member; v · Hw is w · Hv, and Hv the difference of gradients where these are smooth.</summary>
    private IEnumerable<string> Second()
    {
        var tolerance = IsSingle ? 2e-4 : 1e-9;
        var (value, gradient) = Gradient(_inputs);
        var (v, w) = (Direction(1), Direction(7));
        var (first, second) = (HessianVector(v), HessianVector(w));
        if (!Close(value, first.Value, IsSingle ? 1e-5 : 1e-12)) yield return $"HessianVector: the value is {first.Value:R}, the gradient's {value:R}";
        for (var i = 0; i < gradient.Count; i++)
            if (!Close(gradient[i], first.Gradient[i], tolerance)) yield return $"HessianVector: gradient {i} is {first.Gradient[i]:R}, should be {gradient[i]:R}";
        double[] flatV = Flat(v), flatW = Flat(w);
        var (there, back) = (flatV.Zip(second.Hessian, Weighted).Sum(), flatW.Zip(first.Hessian, Weighted).Sum());
        var size = flatV.Zip(second.Hessian, (d, h) => Math.Abs(Weighted(d, h))).Sum() + flatW.Zip(first.Hessian, (d, h) => Math.Abs(Weighted(d, h))).Sum();
        if (Math.Abs(there - back) > tolerance * (1 + size)) yield return $"v · Hw = {there:R}, w · Hv = {back:R}";
        if (!_isSmooth) yield break;
        foreach (var (direction, product) in new[] { (v, first.Hessian), (w, second.Hessian) })
        {
            var (coarse, fine) = (Difference(direction, 4), Difference(direction, 1));
            for (var i = 0; i < coarse.Count; i++)
            {
                var (slope, error) = ((4 * fine[i] - coarse[i]) / 3, Math.Abs(fine[i] - coarse[i]));
                // A kink, a jump or a pole nearby: differences tell nothing.
                if (error < (IsSingle ? 1e-2 : 1e-5) * (1 + Math.Abs(slope)) && Math.Abs(slope - product[i]) > (IsSingle ? 3e-2 : 1e-5) * (1 + Math.Abs(slope)) + error)
                    yield return $"(Hv)[{i}] is {product[i]:R}, differences of gradients say {slope:R}";
            }
        }

        static double Weighted(double d, double h) => d == 0 ? 0 : d * h;
        double[] Flat(List<double[]?> direction) => [.. direction.Where((_, i) => _parameters[i].IsInput).SelectMany(d => d!)];
    }

    private List<double> Difference(List<double[]?> direction, double times)
    {
        var step = times * (IsSingle ? 4e-3 : 2e-4);
        List<double> At(double h) => Gradient([.. _inputs.Select((v, i) => direction[i] is { } d ? Moved(i, v, d, h) : v)]).Gradient;
        return [.. At(step).Zip(At(-step), (a, b) => (a - b) / (2 * step))];
    }

    private object? Moved(int parameter, object? value, double[] direction, double by)
    {
        var at = 0;
        return Numbers.Map(_parameters[parameter].Type, value, (v, _) => v + by * direction[at++]);
    }

    private (double Value, List<double> Gradient) Gradient(object?[] inputs)
    {
        var destinations = Destinations();
        object?[] all = [.. inputs.Select((v, i) => Copy(i, v)), .. destinations.Select(i => Unknown(i))];
        var result = BoxedCall.Of(_members["Gradient"])(all);
        var (next, left, gradient) = (1, inputs.Length, new List<double>());
        foreach (var p in _parameters.Where(p => p.IsInput)) gradient.AddRange(Numbers.All(p.Type, p.IsReturned ? ((ITuple)result!)[next++] : all[left++]));
        return (Convert.ToDouble(result is ITuple t ? t[0] : result), gradient);
    }

    private (double Value, List<double> Gradient, List<double> Hessian) HessianVector(List<double[]?> direction)
    {
        var destinations = Destinations();
        var given = Enumerable.Range(0, _inputs.Length).Where(i => _parameters[i].IsInput).ToList();
        object?[] all = [.. _inputs.Select((v, i) => Copy(i, v)), .. given.Select(i => With(i, _inputs[i], direction[i]!)), .. destinations.SelectMany(i => new[] { Unknown(i), Unknown(i) })];
        var result = BoxedCall.Of(_members["HessianVector"])(all);
        var (next, left, gradient, hessian) = (1, _inputs.Length + given.Count, new List<double>(), new List<double>());
        foreach (var p in _parameters.Where(p => p.IsInput))
            foreach (var to in new[] { gradient, hessian }) to.AddRange(Numbers.All(p.Type, p.IsReturned ? ((ITuple)result!)[next++] : all[left++]));
        return (Convert.ToDouble(result is ITuple t ? t[0] : result), gradient, hessian);
    }

    private List<int> Destinations() => [.. Enumerable.Range(0, _inputs.Length).Where(i => _parameters[i] is { IsInput: true, IsReturned: false })];

    private object? Unknown(int parameter) => Numbers.Map(_parameters[parameter].Type, _inputs[parameter], (_, _) => double.NaN);

    /// <summary>What came out, and its tangents.</summary>
    private sealed record Outcome(object? Result, object?[] Args, object? Tangent = null, object?[]? Tangents = null)
    {
        public double Sum(ModeRun run)
        {
            var sum = run._result is null || Tangent is null ? 0 : Numbers.All(run._result, Tangent).Sum();
            for (var i = 0; i < run._parameters.Length; i++)
                if (run.Leaves(i)) sum += Numbers.All(run._parameters[i].Type, Tangents![i]).Zip(run.Seeds(i)).Where(p => p.Second != 0).Sum(p => p.First * p.Second);
            return sum;
        }
    }

    private Outcome Value()
    {
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        return new(BoxedCall.Of(_members["Value"])(args), args);
    }

    private Outcome Tangent(List<double[]?> direction)
    {
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        object?[] tangents = [.. _inputs.Select((v, i) => direction[i] is { } numbers ? With(i, v, numbers) : null)];
        object?[] all = [.. args.SelectMany((a, i) => _parameters[i].IsActive ? new[] { a, tangents[i] } : [a])];
        var result = BoxedCall.Of(_members["Tangent"])(all);
        var at = 0;
        for (var i = 0; i < args.Length; i++)
        {
            args[i] = all[at++];
            if (_parameters[i].IsActive) tangents[i] = all[at++];
        }
        return _result is not null && Numbers.HasActive(_result) ? new(((ITuple)result!)[0], args, ((ITuple)result)[1], tangents) : new(result, args, null, tangents);
    }

    private List<double> Backward()
    {
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        object?[] seed = _result is null || !Numbers.HasActive(_result) ? []
            : [Numbers.Map(_result, Numbers.IsReal(_result) ? Convert.ChangeType(0, _result) : Numbers.Empty(_result), (_, _) => 1)];
        var active = Enumerable.Range(0, args.Length).Where(i => _parameters[i].IsActive).ToList();
        object?[] all = [.. args, .. seed, .. active.Select(i => With(i, _inputs[i], Leaves(i) ? Seeds(i) : new double[Seeds(i).Length]))];
        BoxedCall.Of(_members["Backward"])(all);
        return [.. active.Zip(all[^active.Count..]).Where(d => _parameters[d.First].IsInput).SelectMany(d => Numbers.All(_parameters[d.First].Type, d.Second))];
    }

    /// <summary>One number per number of each active parameter; some are 0.</summary>
    private List<double[]?> Direction(int seed)
    {
        var random = new Random(seed);
        return [.. _parameters.Select((p, i) => !p.IsActive ? null : Numbers.All(p.Type, _inputs[i]).Select(_ => p.IsOut || seed > 1 && random.Next(3) > 0 ? 0 : random.Next(-8, 9) / 8.0).ToArray())];
    }

    private bool Leaves(int parameter) => _parameters[parameter].IsWritten;

    private double[] Seeds(int parameter)
    {
        var random = new Random(parameter + 3);
        return [.. Numbers.All(_parameters[parameter].Type, _inputs[parameter]).Select(_ => random.Next(-8, 9) / 8.0)];
    }

    private object? With(int parameter, object? value, double[] numbers)
    {
        var at = 0;
        return Numbers.Map(_parameters[parameter].Type, value, (_, _) => numbers[at++]);
    }

    private object? Copy(int parameter, object? value) => Numbers.Map(_parameters[parameter].Type, value, (v, _) => v);

    private static bool Close(double a, double b, double tolerance) => a.Equals(b) || Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b)) || Math.Abs(a) is > 1e-8 and < 1 && Math.Abs(a - b) <= tolerance;
}
