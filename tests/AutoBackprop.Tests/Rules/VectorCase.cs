using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>A row of the table of System.Numerics, with a method around the member that it stands for.</summary>
internal sealed partial record VectorCase(VectorRow Row, string Name, string Source)
{
    public static readonly IReadOnlyList<VectorCase> All = [.. VectorRules.All.Where(r =>
        !r.Member.Contains(".CopyTo(", StringComparison.Ordinal)).Select((r, i) => Of(r, $"F{i}"))];

    private static readonly Lazy<Compiled> Program = new(() => Compiled.From(
        [$"using System.Numerics;\npublic static partial class Rows\n{{\n{string.Join("\n", All.Select(c => c.Source))}\n}}"],
            strict: false));

    /// <summary>The method as it is.</summary>
    public MethodInfo Method => Program.Value.Method("Rows", Name);

    public MethodInfo Backward => Program.Value.Method("Rows", Name + "Backward");

    private static VectorCase Of(VectorRow row, string name)
    {
        var (result, types, code) = Read(row.Member);
        var parameters = types.Select((t, i) => $"{t} {Letter(i)}").ToList();
        // A truth chooses, and a constant is added: so there is something to differentiate.
        if (result == "bool") (result, code) = ("float", $"return {code[7..^1]} ? 2 * x : x;");
        else if (types.All(t => t is "int" or "long" or "short" or "byte" or "sbyte" or "uint" or "ulong" or "ushort" or "char" or "nint" or "nuint")) code = $"return x + {code[7..^1]};";
        if (code.Contains('x', StringComparison.Ordinal) && XAlone().IsMatch(code)) parameters.Add($"{result} x");
        return new VectorCase(row, name, $"[Differentiable] public static {result} {name}({string.Join(", ", parameters)}) {{ {code} }}");
    }

    private static string Letter(int i) => $"a{i}";

    private static (string Result, string[] Types, string Code) Read(string member)
    {
        if (New().Match(member) is { Success: true } made) return (made.Groups[1].Value, List(made.Groups[2].Value),
            $"return {made.Groups[0].Value.Split('(')[0]}({Arguments(List(made.Groups[2].Value), 0)});");
        if (Conversion().Match(member) is { Success: true } cast) return (cast.Groups[1].Value, [cast.Groups[2].Value],
            $"return ({cast.Groups[1].Value})a0;");
        if (Binary().Match(member) is { Success: true } binary)
        {
            var (left, sign, right) = (binary.Groups[1].Value, binary.Groups[2].Value, binary.Groups[3].Value);
            return (sign is "==" or "!=" ? "bool" : left is "float" or "double" ? right : left, [left, right], $"return a0 {sign} a1;");
        }
        if (member[0] is '-' or '+') return (member[1..], [member[1..]], $"return {member[0]}a0;");
        if (member.EndsWith("++", StringComparison.Ordinal)
            || member.EndsWith("--", StringComparison.Ordinal)) return (member[..^2], [member[..^2]], $"a0{member[^2..]}; return a0;");
        if (Indexed().Match(member) is { Success: true } indexed)
        {
            var (type, indices, value) = (indexed.Groups[1].Value, List(indexed.Groups[2].Value), indexed.Groups[3].Value);
            var element = $"a0[{Arguments(indices, 1)}]";
            var of = typeof(Vector3).Assembly.GetType("System.Numerics." + type)!.GetProperties().Single(p =>
                p.GetIndexParameters().Length == indices.Length);
            return value.Length == 0 ? (Spelled(of.PropertyType), [type, .. indices], $"return {element};")
                : (type, [type, .. indices, value], $"{element} = {Letter(indices.Length + 1)}; return a0;");
        }
        var dotted = Dotted().Match(member);
        var owner = TypeOf(dotted.Groups[1].Value);
        var (name, given, set) = (dotted.Groups[2].Value, dotted.Groups[3], dotted.Groups[4].Value);
        if (set.Length > 0) return (owner.Name, [owner.Name, set], $"a0.{name} = a1; return a0;");
        if (!given.Success)
        {
            var found = owner.GetMember(name).Single();
            var (type, isStatic) = found is PropertyInfo p ? (p.PropertyType, p.GetMethod!.IsStatic) : (((FieldInfo)found).FieldType, true);
            return (Spelled(type), isStatic ? [] : [owner.Name], $"return {(isStatic ? owner.Name : "a0")}.{name};");
        }
        var list = List(given.Value);
        var method = owner.GetMethods().Single(m => m.Name == name && !m.IsGenericMethod
            && m.GetParameters().Select(q => (q.IsOut ? "out " : "") + Spelled(Numbers.Stripped(q))).SequenceEqual(list));
        if (list.LastOrDefault()?.StartsWith("out ", StringComparison.Ordinal) == true)
            return (list[^1][4..], list[..^1], $"{owner.Name}.{name}({Arguments(list[..^1], 0)}, out var result); return result;");
        return (Spelled(method.ReturnType), method.IsStatic ? list : [owner.Name, .. list],
            $"return {(method.IsStatic ? $"{owner.Name}.{name}({Arguments(list, 0)})" : $"a0.{name}({Arguments(list, 1)})")};");
    }

    private static Type TypeOf(string name) => name == "Complex"
        ? typeof(Complex) : typeof(Vector3).Assembly.GetType("System.Numerics." + name)!;

    private static string[] List(string types) => types.Length == 0 ? [] : types.Split(',');

    private static string Arguments(string[] types, int from) => string.Join(", ", types.Select((_, i) => Letter(i + from)));

    private static string Spelled(Type type) => type switch
    {
        _ when type == typeof(float) => "float",
        _ when type == typeof(double) => "double",
        _ when type == typeof(int) => "int",
        _ when type == typeof(bool) => "bool",
        { IsGenericType: true } when type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal) => $"({string.Join(", ", type.GetGenericArguments().Select(Spelled))})",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Spelled))}>",
        _ => type.Name,
    };

    // ── arguments ────────────────────────────────────────────────────────────────────────────────────────────

    private static readonly string[] OfPositive = ["SquareRoot", "Log", "Log2", "Hypot"];

    public object?[] Draw(Random random)
    {
        var parameters = Method.GetParameters();
        var isPositive = OfPositive.Any(n => Row.Member.Contains($".{n}(", StringComparison.Ordinal));
        // Distances of planes grow.
        var isProjection = Row.Member.Contains("Perspective", StringComparison.Ordinal);
        return [.. parameters.Select((p, i) => Number(Numbers.Stripped(p), v =>
            isProjection ? 0.3 + 0.4 * i + 0.2 * v : isPositive ? 1.1 + 0.9 * v : v))];

        // Not at 0, where there are kinks.
        double Away() => random.NextDouble() * 0.95 + 0.05 is var size && random.Next(2) == 0 ? -size : size;

        object? Number(Type type, Func<double, double> place)
        {
            if (type == typeof(int) && Row.Member.Contains('(', StringComparison.Ordinal)
                && Row.Member[0] == '(') return random.Next(-3, 4);
            if (type == typeof(int)) return random.Next(2);
            if (Numbers.ElementOf(type) is { } element) return Numbers.Map(type, Array.CreateInstance(element, 5), (_, _) => place(Away()));
            return Numbers.HasActive(type)
                ? Numbers.Map(type, Numbers.IsReal(type)
                    ? Convert.ChangeType(0, type, CultureInfo.InvariantCulture) : Numbers.Empty(type), (_, _) => place(Away()))
                : type == typeof(nint) || type == typeof(nuint)
                    ? Numbers.Empty(type) : Convert.ChangeType(random.Next(1, 9), type, CultureInfo.InvariantCulture);
        }
    }

    [GeneratedRegex(@"^new (\w+)\((.*)\)$")] private static partial Regex New();
    [GeneratedRegex(@"^\((\w+)\)(\w+)$")] private static partial Regex Conversion();
    [GeneratedRegex(@"^(\w+) (==|!=|\+|-|\*|/) (\w+)$")] private static partial Regex Binary();
    [GeneratedRegex(@"^(\w+)\[([\w,]+)\](?: = (\w+))?$")] private static partial Regex Indexed();
    [GeneratedRegex(@"^(\w+)\.(\w+)(?:\((.*)\))?(?: = (\w+))?$")] private static partial Regex Dotted();
    [GeneratedRegex(@"\bx\b")] private static partial Regex XAlone();
}
