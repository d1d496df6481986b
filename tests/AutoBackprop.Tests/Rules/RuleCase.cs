using System.Reflection;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>A C# method that a row of the table stands for, with a method around it that is differentiated.</summary>
internal sealed record RuleCase(Rule Rule, string Name, Type Real, MethodInfo? Target, string Source)
{
    /// <summary>All spellings of all rows, for double and float.</summary>
    public static readonly IReadOnlyList<RuleCase> All = [.. Core.Rules.All.Concat(Core.Rules.Foreign).Where(r => r is { Pullback: not null, IsOurs: false }).SelectMany(Of)];

    private static readonly Lazy<Compiled> Program = new(() => Compiled.From(
        [$"public static partial class Rows\n{{\n{string.Join("\n", All.Select(c => c.Source))}\n}}"], strict: false));

    private MethodInfo? _gradient;

    public (double Value, double[] Gradient) Run(object[] args)
    {
        _gradient ??= Program.Value.Method("Rows", Name + "Gradient");
        var result = (System.Runtime.CompilerServices.ITuple)_gradient.Invoke(null, args)!;
        return (Convert.ToDouble(result[0]), [.. Enumerable.Range(1, result.Length - 1).Select(i => Convert.ToDouble(result[i]))]);
    }

    /// <summary>What C# itself computes; in double precision where <paramref name="wide"/>.</summary>
    public double Value(object[] args, bool wide)
    {
        object[] moved = [.. args.Select(a => a is float f && wide ? (double)f : a)];
        if (Rule.Name == "Select") return Convert.ToDouble(moved[(bool)moved[0] ? 1 : 2]);
        if (Rule.Name == "Cast") return wide ? Convert.ToDouble(moved[0]) : Convert.ToSingle(moved[0]);
        return Convert.ToDouble(Rule.IsOperator ? Operators.Value(Rule.Name, moved) : Slopes.Method(Rule, wide ? typeof(double) : Real).Invoke(null, moved));
    }

    public object[] Draw(Random random) => [.. Rule.Domains.Select((d, i) => IsReal(i)
        ? Convert.ChangeType(d.Low + (d.High - d.Low) * random.NextDouble(), Real)
        : Whole(i, random.Next((int)d.Low, (int)d.High + 1)))];

    public bool IsReal(int argument) => !Rule.Integers.Contains(argument) && (Rule.Name != "Select" || argument > 0);

    private object Whole(int argument, int value) => Target?.GetParameters()[argument].ParameterType is { IsEnum: true } type
        ? Enum.ToObject(type, value) : Rule.Name == "Select" ? value > 0 : value;

    private static IEnumerable<RuleCase> Of(Rule rule)
    {
        foreach (var real in new[] { typeof(double), typeof(float) })
        {
            var type = real == typeof(double) ? "double" : "float";
            if (rule.IsOperator)
            {
                var name = $"{rule.Name}_{type}";
                var (parameters, body) = rule.Name switch
                {
                    "Select" => ($"bool a, {type} b, {type} c", "a ? b : c"),
                    "Cast" => ($"{type} a", $"({(type == "double" ? "float" : "double")})a"),
                    _ => (string.Join(", ", "abc".Take(rule.Arity).Select(a => $"{type} {a}")), string.Format(rule.Spelling, "a", "b", "c")),
                };
                yield return new RuleCase(rule, name, real, null, $"[Differentiable] public static {(rule.Name == "Cast" ? type == "double" ? "float" : "double" : type)} {name}({parameters}) => {body};");
            }
            foreach (var method in rule.Methods)
                if (Find(rule, method, real) is { } target)
                {
                    var name = $"{rule.Name.Replace('.', '_')}_{method.Replace('.', '_')}_{type}";
                    var parameters = target.GetParameters().Select((p, i) => $"{(rule.Integers.Contains(i) ? p.ParameterType.FullName : type)} {"abc"[i]}");
                    yield return new RuleCase(rule, name, real, target,
                        $"[Differentiable] public static {type} {name}({string.Join(", ", parameters)}) => {method}({string.Join(", ", "abc".Take(rule.Arity))});");
                }
        }
    }

    private static MethodInfo? Find(Rule rule, string name, Type real)
    {
        var dot = name.LastIndexOf('.');
        return Slopes.TypeOf(name[..dot]).GetMethods().FirstOrDefault(m => m.IsStatic && m.Name == name[(dot + 1)..] && !m.IsGenericMethod && m.GetParameters().Length == rule.Arity
            && m.GetParameters().Select((p, i) => rule.Integers.Contains(i) ? !p.ParameterType.IsReal() : p.ParameterType == real).All(ok => ok));
    }
}
