using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoBackprop.Tests;

/// <summary>A differentiable method of any signature, with one method that was generated for it, as a function of one array: all
/// numbers of its arguments that have a gradient, one after the other. What <c>Gradient</c> differentiates is the value returned.
/// What <c>Backward</c> differentiates is the sum of all that comes out, in the value and in the arguments, times the numbers that
/// it is given: an argument that nobody writes comes out as it went in, hence its gradient is added to.</summary>
internal sealed class FlatMethod
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Func<object?[], object?> _method, _generated;
    private readonly FlatParameter[] _parameters;
    private readonly Type? _result;
    private readonly ConcurrentDictionary<int, object?[]> _skeletons = new(), _longer = new();
    private readonly ConcurrentDictionary<int, double[]> _weights = new();

    private FlatMethod(MethodInfo method, MethodInfo generated, string name)
    {
        (Method, Name, IsBackward, _parameters) = (method.Name, name, generated.Name == method.Name + "Backward", [.. method.GetParameters().Select(p => new FlatParameter(p))]);
        (_method, _generated) = (BoxedCall.Of(method), BoxedCall.Of(generated));
        _result = method.ReturnType == typeof(void) ? null : method.ReturnType;
    }

    /// <summary>Of the method that is differentiated.</summary>
    public string Method { get; }

    /// <summary>Of the method that was generated, and which of several.</summary>
    public string Name { get; }

    public bool IsBackward { get; }

    /// <summary>Where it is to be tried: an overload that takes by value what the first takes by reference does no more than call it.</summary>
    public IEnumerable<int> Lengths => Name.Contains(' ') ? Enumerable.Range(0, 18) : Agreement.Lengths;

    /// <summary>Everything generated for the [Differentiable] methods of a type, by name.</summary>
    public static IReadOnlyDictionary<string, FlatMethod> In(Type type)
    {
        var all = type.GetMethods(Static);
        return (from method in all
                where method.IsDefined(typeof(DifferentiableAttribute))
                let given = method.GetParameters().Select(p => p.ParameterType).ToList()
                from generated in all.Where(m => (m.Name == method.Name + "Gradient" || m.Name == method.Name + "Backward") && m.GetParameters().Select(p => p.ParameterType).Take(given.Count).SequenceEqual(given))
                    .OrderBy(m => m.MetadataToken).GroupBy(m => m.Name).SelectMany(g => g.Select((m, i) => (Info: m, Name: i == 0 ? m.Name : $"{m.Name} {i + 1}")))
                select new FlatMethod(method, generated.Info, generated.Name)).ToDictionary(m => m.Name);
    }

    // ── numbers in, numbers out ──────────────────────────────────────────────────────────────────────────────

    /// <summary>The types of the numbers that have a gradient where arrays are of length n.</summary>
    public IReadOnlyList<Type> Leaves(int n)
    {
        var leaves = new List<Type>();
        double Note(double number, Type type)
        {
            leaves.Add(type);
            return number;
        }
        foreach (var (p, a) in _parameters.Zip(Arguments(n)))
            if (p.IsInput) Numbers.Map(p.Type, a, Note);
        return leaves;
    }

    public int Count(int n) => Leaves(n).Count;

    /// <summary>The arguments, each with its own memory.</summary>
    public object?[] Arguments(int n, IReadOnlyList<double>? numbers = null)
    {
        var skeletons = _skeletons.GetOrAdd(n, Skeletons(more: 0));
        var at = 0;
        return [.. _parameters.Select((p, i) => numbers is not null && p.IsInput ? Numbers.Map(p.Type, skeletons[i], (_, _) => numbers[at++]) : skeletons[i])];
    }

    private Func<int, object?[]> Skeletons(int more) => n =>
    {
        var skeleton = new Skeleton(n, more);
        return [.. _parameters.Select(p => skeleton.Of(p.Info!))];
    };

    /// <summary>What is differentiated.</summary>
    public double Value(IReadOnlyList<double> x, int n)
    {
        var args = Arguments(n, x);
        var result = _method(args);
        return IsBackward ? Weighted(n, Out(result, args)) : Convert.ToDouble(result);
    }

    /// <summary>The method itself.</summary>
    public Outcome Primal(IReadOnlyList<double> x, int n) => Outcome.Of(() => Call(x, n));

    private Outcome Call(IReadOnlyList<double> x, int n)
    {
        var args = Arguments(n, x);
        var result = _method(args);
        return Of(n, result, args, []);
    }

    /// <summary>The generated method.</summary>
    public Outcome Derivative(IReadOnlyList<double> x, int n) => Outcome.Of(() => IsBackward ? Backward(x, n) : Gradient(x, n));

    private Outcome Gradient(IReadOnlyList<double> x, int n)
    {
        var args = Arguments(n, x);
        var longer = _parameters.Zip(_longer.GetOrAdd(n, Skeletons(more: 3))).Where(p => p.First is { IsInput: true, IsReturned: false });
        object?[] all = [.. args, .. longer.Select(p => Numbers.Map(p.First.Type, p.Second, (_, _) => 7))];
        var result = _generated(all)!;
        var returned = result as ITuple;
        var (next, left) = (1, args.Length);
        var gradient = new List<double>();
        var hasKeptTails = true;
        foreach (var (p, given) in _parameters.Zip(args).Where(p => p.First.IsInput))
        {
            if (p.IsReturned)
            {
                gradient.AddRange(p.Read(returned![next++]));
                continue;
            }
            var destination = all[left++];
            var (whole, part) = (p.Read(destination), p.Read(destination, like: given));
            hasKeptTails &= whole.Count(v => v == 7) - part.Count(v => v == 7) == whole.Count - part.Count;
            gradient.AddRange(part);
        }
        return Of(n, returned is null ? result : returned[0], all, gradient) with { HasKeptTails = hasKeptTails };
    }

    private Outcome Backward(IReadOnlyList<double> x, int n)
    {
        var (args, seeds) = (Arguments(n, x), Seeds(n));
        var ownSeed = _result is null ? [] : new[] { seeds.Result };
        object?[] all = [.. args, .. ownSeed, .. seeds.Arguments.Values];
        var result = _generated(all);
        var destinations = seeds.Arguments.Keys.Zip(all[^seeds.Arguments.Count..]).ToList();
        var gradient = destinations.Where(d => !d.First.IsOut).SelectMany(d => d.First.Read(d.Second)).ToList();
        var isUsedUp = destinations.Where(d => d.First.IsOut).SelectMany(d => d.First.Read(d.Second)).All(v => v == 0);
        return Of(n, result, all, gradient) with { HasKeptTails = isUsedUp };
    }

    /// <summary>What is differentiated, and its slope in a direction, by forward mode.</summary>
    public Lane Forward(ForwardMode forward, IReadOnlyList<double> x, IReadOnlyList<double> direction, int n)
    {
        var (results, left) = forward.Run(_parameters, Arguments(n, x), Arguments(n, direction));
        if (!IsBackward) return results[0];
        var seeds = Seeds(n);
        var ofResults = _result is null ? [] : Numbers.All(_result, seeds.Result);
        var ofLeft = forward.Of(_parameters, [.. _parameters.Zip(Arguments(n), (p, a) => seeds.Arguments.GetValueOrDefault(p, a))]).Select(s => s.Tangent);
        var all = results.Where(r => r.Value is double or float).Concat(left).Zip(ofResults.Concat(ofLeft)).Where(p => p.Second != 0).ToList();
        return new(all.Sum(p => p.First.Real * p.Second), all.Sum(p => p.First.Tangent * p.Second));
    }

    private Outcome Of(int n, object? result, object?[] args, List<double> gradient)
    {
        var all = Out(result, args);
        return new(IsBackward ? Weighted(n, all) : all[0], [.. gradient], [.. all]);
    }

    /// <summary>What comes out: in the value, and in the arguments.</summary>
    private List<double> Out(object? result, object?[] args) =>
        [.. _result is null ? [] : Numbers.All(_result, result), .. _parameters.Zip(args).Where(p => p.First.IsActive).SelectMany(p => p.First.Read(p.Second))];

    private double Weighted(int n, List<double> all)
    {
        var weights = _weights.GetOrAdd(n, Weights);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += all[i] * weights[i];
        return sum;
    }

    private double[] Weights(int n)
    {
        var seeds = Seeds(n);
        return [.. Out(seeds.Result, [.. _parameters.Select(p => seeds.Arguments.GetValueOrDefault(p))])];
    }

    /// <summary>What <c>Backward</c> is given: by what all that comes out is multiplied.</summary>
    public (object? Result, Dictionary<FlatParameter, object?> Arguments) Seeds(int n)
    {
        var random = new Random(n);
        double Next(double number, Type type) => random.Next(-8, 9) / 8.0;    // exact in float
        var result = _result is null ? null : Numbers.Map(_result, Numbers.IsReal(_result) ? Convert.ChangeType(0, _result) : Numbers.Empty(_result), Next);
        return (result, _parameters.Zip(Arguments(n)).Where(p => p.First.IsActive).ToDictionary(p => p.First, p => Numbers.Map(p.First.Type, p.Second, Next)));
    }
}
