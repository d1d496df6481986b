using System.Reflection;

namespace AutoBackprop.Tests.Duals;

/// <summary>A case on dual numbers: its value and its slopes, by what the user wrote and nothing that was generated.</summary>
internal sealed class CaseForward
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly DualArguments _duals;
    private readonly PropertyInfo _kinked;
    private readonly FlatParameter[] _parameters;
    private readonly Type[] _types;
    private readonly Type _result, _dualResult;
    private readonly Func<object?[], object?> _call;

    public CaseForward(MethodInfo method, Assembly duals)
    {
        _duals = new(duals);
        _kinked = duals.GetType("AutoBackprop.Tests.Programs.Forward.Dual")!.GetProperty("Kinked")!;
        var same = Counterpart(method, duals);
        _parameters = [.. method.GetParameters().Select(p => new FlatParameter(p))];
        _types = [.. same.GetParameters().Select(Numbers.Stripped)];
        (_result, _dualResult) = (method.ReturnType, same.ReturnType);
        _call = BoxedCall.Of(same);
    }

    /// <summary>The method of this name and place in the type of this name.</summary>
    public static MethodInfo Counterpart(MethodInfo method, Assembly other)
    {
        var index = Of(method.DeclaringType!).IndexOf(method);
        return other.GetType(method.DeclaringType!.FullName!) is { } type && Of(type) is var same && index < same.Count ? same[index]
            : throw new NotSupportedException(LeftOut.Mark + "it is not there");

        List<MethodInfo> Of(Type type) => [.. type.GetMethods(All).Where(m => m.Name == method.Name
            && m.GetParameters().Length == method.GetParameters().Length).OrderBy(m => m.MetadataToken)];
    }

    /// <summary>One number of the inputs moves.</summary>
    /// <param name="seeds">Weights of what is left in a parameter; none: only what is returned counts.</param>
    public (double Value, double Slope, double Scale, bool IsSmooth) Along(object?[] inputs, int parameter, int number, Func<int, double[]>? seeds)
    {
        var at = 0;
        _kinked.SetValue(null, false);
        object?[] args = [.. inputs.Select((v, i) => _duals.Dual(_parameters[i].Type, _types[i], v, () => i == parameter && at++ == number ? 1 : 0))];
        var result = _call(args);
        var (value, slope, scale) = (0.0, 0.0, 0.0);
        if (_result != typeof(void)) Add(_duals.All(_result, _dualResult, result), CaseRun.Weights(_result));
        if (seeds is not null)
            for (var i = 0; i < args.Length; i++)
                if (_parameters[i].IsWritten) Add(_duals.All(_parameters[i].Type, _types[i], args[i]), seeds(i));
        return (value, slope, scale, !(bool)_kinked.GetValue(null)!);

        void Add(IEnumerable<double[]> numbers, IEnumerable<double> weights)
        {
            foreach (var (n, w) in numbers.Zip(weights)) (value, slope, scale) = (value + n[0] * w, slope + n[1] * w, scale + n[2] * Math.Abs(w));
        }
    }
}
