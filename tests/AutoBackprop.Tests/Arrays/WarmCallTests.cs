using System.Reflection;
using AutoBackprop.Benchmarks.Arrays;

namespace AutoBackprop.Tests;

/// <summary>No generated method over arrays allocates once it is warm: nests, products, lanes, structs, objects, floats.</summary>
public class WarmCallTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] Zoos = [typeof(ArrayZoo), typeof(ArrayTerms), typeof(LaneZoo), typeof(LaneShapes), typeof(AggregateZoo), typeof(Objectives)];

    // The scalar of a record class is set by `with`, which makes a new object.
    private static bool IsReplaced(Type type) => type.GetMethod("<Clone>$") is not null;

    public static TheoryData<string> Methods => [.. Zoos.SelectMany(Differentiable).Where(m => Generated(m).All(Invocation.CanBind) && !m.GetParameters().Any(p => IsReplaced(p.ParameterType))).Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Distinct()];

    private static IEnumerable<MethodInfo> Differentiable(Type zoo) => zoo.GetMethods(Static).Where(m => m.IsDefined(typeof(DifferentiableAttribute)));

    private static IEnumerable<MethodInfo> Generated(MethodInfo method) =>
        method.DeclaringType!.GetMethods(Static).Where(m => m.Name == method.Name + "Gradient" || m.Name == method.Name + "Backward");

    [Theory, MemberData(nameof(Methods))]
    public void Warm_calls_allocate_nothing(string name)
    {
        var zoo = Zoos.Single(z => z.Name == name[..name.IndexOf('.')]);
        foreach (var method in Differentiable(zoo).Where(m => m.Name == name[(zoo.Name.Length + 1)..]))
            foreach (var n in (int[])[3, 20])
                foreach (var generated in Generated(method)) Check(method, generated, n);
    }

    [Theory, MemberData(nameof(ArrayZooTests.Functions), MemberType = typeof(ArrayZooTests))]
    public void Nor_do_those_over_floats(string name)
    {
        var method = ArrayFloatTests.Method(name + "Gradient");
        foreach (var n in (int[])[3, 20]) Check(method, method, n);
    }

    private static void Check(MethodInfo method, MethodInfo generated, int n)
    {
        var skeleton = new Skeleton(n);
        var parameters = method.GetParameters();
        object? OfAggregate(ParameterInfo p) => skeleton.Of(parameters.FirstOrDefault(q => q.Name == Origin(p.Name!)) ?? p);
        var invocation = new Invocation(generated, method.DeclaringType == typeof(AggregateZoo) ? OfAggregate : p => Value(Numbers.Stripped(p), Size(method, p.Name!, n), n));
        Assert.True(Allocated.By(invocation.Run) == 0, $"{generated.DeclaringType!.Name}.{generated.Name}, n = {n}");
    }

    private static string Origin(string parameter) =>
        parameter.StartsWith("grad", StringComparison.Ordinal) && parameter.Length > 4 ? char.ToLowerInvariant(parameter[4]) + parameter[5..] : parameter;

    // n: samples, or columns of a matrix of four rows. A gradient is as long as what it belongs to.
    private static int Size(MethodInfo method, string parameter, int n)
    {
        var name = Origin(parameter);
        var names = string.Join(" ", method.GetParameters().Select(p => p.Name));
        return (names, name) switch
        {
            ("w b x", "w") or ("W b x t", "W" or "w") => 4 * n,
            ("w b x" or "W b x t", "b" or "t") => 4,
            ("w b x t", "x") => 5 * n,
            ("w b x t", "t") => 5,
            ("x w", "x") => 12 * n,
            ("x w", "w") => 6,
            ("w x labels classes d", "w") => 12,
            ("w x labels classes d", "x") => 3 * n,
            ("x n", _) => 12,
            ("a b m k n" or "X W m k n", _) => 12 * (n + 4),
            ("w1 b1 w2 x t", "w1") => 2 * n,
            ("w1 b1 w2 x t", "x") => 8,
            ("w1 b1 w2 x t", "t") => 4,
            _ => n,
        };
    }

    private static object? Value(Type type, int size, int n)
    {
        if (type == typeof(int)) return 3;
        if (type == typeof(bool)) return true;
        if (type == typeof(double)) return 0.7;
        if (type == typeof(float)) return 0.7f;
        if (Numbers.IsSpan(type)) return Values(type.GetGenericArguments()[0], size, n);
        if (type.IsArray && type.GetArrayRank() == 2)
        {
            var matrix = Array.CreateInstance(type.GetElementType()!, size, size);
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++) matrix.SetValue(Value(type.GetElementType()!, size, n), i, j);
            return matrix;
        }
        if (type.IsArray) return Values(type.GetElementType()!, size, n);
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        return constructor is null ? Activator.CreateInstance(type) : constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, size, n))]);
    }

    private static Array Values(Type element, int size, int n)
    {
        var array = Array.CreateInstance(element, size);
        for (var i = 0; i < size; i++) array.SetValue(element == typeof(double) ? Math.Sin(i + size) : element == typeof(int) ? i % 3 : Value(element, size, n), i);
        return array;
    }
}
