using System.Reflection;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>What operations of the table compute and how steep they are, from their C# methods and from textbook formulas, or
/// failing these from differences: never from the rules under test.</summary>
internal static class Slopes
{
    private static readonly Dictionary<(string, Type), MethodInfo> Methods = [];

    private static readonly Dictionary<string, Func<double[], double[]>> Formulas = new()
    {
        ["Add"] = _ => [1, 1],
        ["Sub"] = _ => [1, -1],
        ["Mul"] = x => [x[1], x[0]],
        ["Div"] = x => [1 / x[1], -x[0] / (x[1] * x[1])],
        ["Rem"] = x => [1, -Math.Truncate(x[0] / x[1])],
        ["Given"] = _ => [0, 1],
        ["Logistic"] = x => [0.25 / Math.Pow(Math.Cosh(x[0] / 2), 2)],
        ["Weighted"] = x => [0, x[0] == 0 && double.IsNaN(x[1]) ? 0 : 1],
        ["Neg"] = _ => [-1],
        ["Plus"] = _ => [1],
        ["Sin"] = x => [Math.Cos(x[0])],
        ["Cos"] = x => [-Math.Sin(x[0])],
        ["Tan"] = x => [1 / (Math.Cos(x[0]) * Math.Cos(x[0]))],
        ["Exp"] = x => [Math.Exp(x[0])],
        ["Log"] = x => [1 / x[0]],
        ["Sqrt"] = x => [0.5 / Math.Sqrt(x[0])],
        ["Cbrt"] = x => [1 / (3 * Math.Pow(Math.Cbrt(x[0]), 2))],
        ["Tanh"] = x => [1 / Math.Pow(Math.Cosh(x[0]), 2)],
        ["Sinh"] = x => [Math.Cosh(x[0])],
        ["Cosh"] = x => [Math.Sinh(x[0])],
        ["Atan"] = x => [1 / (1 + x[0] * x[0])],
        ["Asin"] = x => [1 / Math.Sqrt(1 - x[0] * x[0])],
        ["Acos"] = x => [-1 / Math.Sqrt(1 - x[0] * x[0])],
        ["Hypot"] = x => [x[0] / double.Hypot(x[0], x[1]), x[1] / double.Hypot(x[0], x[1])],
        ["Atan2"] = x => [x[1] / (x[0] * x[0] + x[1] * x[1]), -x[0] / (x[0] * x[0] + x[1] * x[1])],
        ["Abs"] = x => [x[0] > 0 ? 1 : x[0] < 0 ? -1 : 0],
        ["Max"] = x => x[0] > x[1] ? [1, 0] : [0, 1],
        ["Min"] = x => x[0] < x[1] ? [1, 0] : [0, 1],
        ["Pow"] = x => [x[1] == 0 || x[0] == 0 ? x[1] == 1 ? 1 : 0 : x[1] * Math.Pow(x[0], x[1] - 1), x[0] > 0 ? Math.Pow(x[0], x[1]) * Math.Log(x[0]) : 0],
        ["Sigmoid"] = x => [0.25 / Math.Pow(Math.Cosh(x[0] / 2), 2)],
        ["Relu"] = x => [x[0] > 0 ? 1 : 0],
        ["Lerp"] = x => [1 - x[2], x[2], x[1] - x[0]],
        ["FusedMultiplyAdd"] = x => [x[1], x[0], 1],
    };

    public static bool HasFormula(Rule rule) => Formulas.ContainsKey(rule.Name);

    public static object Value(Rule rule, object[] args) =>
        Method(rule, args.Any(a => a is float) ? typeof(float) : typeof(double)).Invoke(null, args)!;

    /// <summary>The partial derivatives at a point; zero for whole numbers.</summary>
    public static double[] Partials(Rule rule, object[] args)
    {
        double[] x = [.. args.Select(a => a is double or float ? Convert.ToDouble(a) : 0)];
        if (rule.Derivative.IsStep) return [.. x.Select(_ => 0.0)];
        if (Formulas.TryGetValue(rule.Name, out var formula)) return formula(x);

        object[] wide = [.. args.Select(a => a is float f ? (double)f : a)];
        return [.. args.Select((a, i) => a is not (double or float) ? 0 : Differences.Slope(at =>
        {
            object[] moved = [.. wide];
            moved[i] = at;
            return Convert.ToDouble(Value(rule, moved));
        }, x[i]))];
    }

    /// <summary>The C# method of a row for arguments of this type.</summary>
    public static MethodInfo Method(Rule rule, Type real)
    {
        if (Methods.TryGetValue((rule.Name, real), out var known)) return known;
        foreach (var name in rule.Methods)
        {
            var dot = name.LastIndexOf('.');
            foreach (var method in TypeOf(name[..dot]).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(m => m.Name == name[(dot + 1)..]))
            {
                var parameters = method.GetParameters();
                if (parameters.Length == rule.Arity && !method.IsGenericMethod
                    && parameters.Select((p, i) => rule.Integers.Contains(i) ? p.ParameterType == typeof(int) || p.ParameterType.IsEnum : p.ParameterType == real).All(ok => ok))
                    return Methods[(rule.Name, real)] = method;
            }
        }
        throw new MissingMethodException(rule.Name);
    }

    /// <summary>The type that a row names: C#'s, ours, or another library's.</summary>
    public static Type TypeOf(string name) => name switch
    {
        "double" => typeof(double),
        "float" => typeof(float),
        _ => typeof(Math).Assembly.GetType(name) ?? typeof(Activations).Assembly.GetType(name)
            ?? typeof(MathNet.Numerics.SpecialFunctions).Assembly.GetType(name, throwOnError: true)!,
    };
}
