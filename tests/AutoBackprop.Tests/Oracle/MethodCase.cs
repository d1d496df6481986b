using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoBackprop.Tests;

/// <summary>A [Differentiable] method with what was generated for it, called by reflection. Tuples are taken apart: a leaf is a scalar.</summary>
internal sealed class MethodCase(MethodInfo method)
{
    private readonly MethodInfo? _gradient = Generated(method, "Gradient");
    private readonly MethodInfo? _backward = Generated(method, "Backward");

    public string Name { get; } = NameOf(method);
    public bool HasGradient => _gradient is not null;
    public bool HasBackward => _backward is not null;
    public bool IsSingle => Types(method.ReturnType).Concat(method.GetParameters().SelectMany(p => Types(p.ParameterType))).Contains(typeof(float));
    public bool IsSmooth => method.GetCustomAttributesData().All(a => a.AttributeType.Name != nameof(NoDifferencesAttribute)) && !IsSingle;

    /// <summary>Per leaf of the arguments: its gradient is wanted.</summary>
    public IReadOnlyList<bool> IsActive { get; } =
        [.. method.GetParameters().SelectMany(p => IsWhole(p) ? [false] : Activities(p.ParameterType).Select(a => a && p.GetCustomAttribute<NoGradientAttribute>() is null))];

    /// <summary>Per leaf: tests may only draw from an interval.</summary>
    public IReadOnlyList<bool> IsBounded { get; } = [.. method.GetParameters().SelectMany(p =>
        Types(p).Select(_ => On(p.GetCustomAttributesData()) is not null || On(method.GetCustomAttributesData()) is not null))];

    public IReadOnlyList<Type> LeafTypes { get; } = [.. method.GetParameters().SelectMany(Types)];

    public static IEnumerable<MethodCase> In(Type type) => Methods(type).Select(m => new MethodCase(m));

    private static IEnumerable<MethodInfo> Methods(Type type) => type.IsGenericTypeDefinition ? [] : type
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(m => m.GetCustomAttribute<DifferentiableAttribute>() is not null)
        .Concat(type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(Methods));

    public static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name.Split('`')[0].TrimEnd('&')))})";

    private static MethodInfo? Generated(MethodInfo method, string suffix) => method.DeclaringType!
        .GetMember(method.Name + suffix, MemberTypes.Method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Cast<MethodInfo>()
        .SingleOrDefault(m => m.GetParameters().Take(method.GetParameters().Length).Select(p => p.ParameterType).SequenceEqual(method.GetParameters().Select(p => p.ParameterType))
            && m.GetParameters().Length == method.GetParameters().Length + (suffix == "Backward" ? 1 + Active(method).Count() : 0));

    private static IEnumerable<ParameterInfo> Active(MethodInfo method) => method.GetParameters()
        .Where(p => p.GetCustomAttribute<NoGradientAttribute>() is null && Activities(p.ParameterType).Any(a => a));

    // ── running it ───────────────────────────────────────────────────────────────────────────────────────────

    public object[] Draw(Random random) => [.. method.GetParameters().SelectMany(p =>
    {
        var on = On(p.GetCustomAttributesData()) ?? On(method.GetCustomAttributesData());
        return Types(p).Select(t => Draw(t, random, on?.Low, on?.High));
    })];

    private static (double Low, double High)? On(IList<CustomAttributeData> attributes) =>
        attributes.FirstOrDefault(a => a.AttributeType.Name == nameof(OnAttribute)) is { } on
            ? (Convert.ToDouble(on.ConstructorArguments[0].Value), Convert.ToDouble(on.ConstructorArguments[1].Value)) : null;

    private static object Draw(Type type, Random random, double? low, double? high)
    {
        var (a, b) = (low ?? (type.IsReal() ? -2 : 0), high ?? (type.IsReal() ? 2 : 5));
        return type switch
        {
            _ when type == typeof(double) => a + (b - a) * random.NextDouble(),
            _ when type == typeof(float) => (float)(a + (b - a) * random.NextDouble()),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(string) => new[] { "a", "b", "abc", "" }[random.Next(4)],
            _ when type == typeof(char) => (char)random.Next('a', 'd'),
            _ when IsTuple(type) => Build(type, t => Draw(t, random, low, high)),
            { IsEnum: true } => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!,
            _ => Convert.ChangeType(random.Next((int)a, (int)b + 1), type),
        };
    }

    public object[] Value(IReadOnlyList<object> leaves) => [.. Leaves(Invoke(method, Arguments(leaves))!)];

    /// <summary>The value and the gradient.</summary>
    public (object Value, object[] Gradient) Gradient(IReadOnlyList<object> leaves)
    {
        var result = (ITuple)Invoke(_gradient!, Arguments(leaves))!;
        return (result[0]!, ActiveOf(Enumerable.Range(1, result.Length - 1).Select(i => result[i]!)));
    }

    /// <summary>The value's leaves, and what the destinations hold afterwards.</summary>
    public (object[] Value, object[] Gradient) Backward(IReadOnlyList<object> leaves, IEnumerable<double> seeds, IReadOnlyList<double> initial)
    {
        var seed = new Queue<double>(seeds);
        var start = new Queue<double>(initial);
        var wanted = new Queue<bool>(Active(method).SelectMany(p => Activities(p.ParameterType)));
        var destinations = Active(method).Select(p => Build(Plain(p.ParameterType), t => wanted.Dequeue() ? Number(t, start) : Number(t, new([0.0])))).ToList();
        object?[] args = [.. Arguments(leaves), Build(method.ReturnType, t => Number(t, seed)), .. destinations];
        var value = Invoke(_backward!, args)!;
        return ([.. Leaves(value)], ActiveOf(args[^destinations.Count..]!));
    }

    /// <summary>Of the gradients of active parameters the leaves that are wanted.</summary>
    private object[] ActiveOf(IEnumerable<object> gradients) =>
        [.. gradients.SelectMany(Leaves).Zip(Active(method).SelectMany(p => Activities(p.ParameterType))).Where(l => l.Second).Select(l => l.First)];

    private static object Number(Type type, Queue<double> numbers) =>
        type == typeof(string) ? "" : type.IsReal() ? Convert.ChangeType(numbers.Dequeue(), type) : Activator.CreateInstance(type)!;

    private object?[] Arguments(IReadOnlyList<object> leaves)
    {
        var next = new Queue<object>(leaves);
        return [.. method.GetParameters().Select(p => IsWhole(p) ? next.Dequeue() : Build(Plain(p.ParameterType), _ => next.Dequeue()))];
    }

    private static object? Invoke(MethodInfo method, object?[] args)
    {
        try { return method.Invoke(null, args); }
        catch (TargetInvocationException e) { System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!); return null; }
    }

    // ── leaves ───────────────────────────────────────────────────────────────────────────────────────────────

    private static Type Plain(Type type) => type.IsByRef ? type.GetElementType()! : type;

    // Tuples, and structs of the Zoo.
    public static bool IsTuple(Type type) => typeof(ITuple).IsAssignableFrom(type) || type is { IsValueType: true, IsPrimitive: false, IsEnum: false } && type.Namespace == typeof(Zoo).Namespace && type.FullName != typeof(Dual).FullName;

    // A constant struct stays in one piece.
    private static bool IsWhole(ParameterInfo p) => p.IsDefined(typeof(NoGradientAttribute), false) && !typeof(ITuple).IsAssignableFrom(p.ParameterType);

    private static IEnumerable<Type> Types(ParameterInfo p) => IsWhole(p) ? [Plain(p.ParameterType)] : Types(p.ParameterType);

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(f => f.MetadataToken);

    public static IEnumerable<Type> Types(Type type) => IsTuple(Plain(type)) ? Fields(Plain(type)).SelectMany(f => Types(f.FieldType)) : [Plain(type)];

    private static IEnumerable<bool> Activities(Type type) => !IsTuple(Plain(type)) ? [Plain(type).IsReal()]
        : Fields(Plain(type)).SelectMany(f => Activities(f.FieldType).Select(a => a && !IsConstant(f)));

    private static bool IsConstant(FieldInfo field) => field.IsDefined(typeof(NoGradientAttribute), false)
        || field.Name[0] == '<' && field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>')])!.IsDefined(typeof(NoGradientAttribute), false);

    public static object Build(Type type, Func<Type, object> leaf)
    {
        if (!IsTuple(type)) return leaf(type);
        var built = Activator.CreateInstance(type)!;
        foreach (var field in Fields(type)) field.SetValue(built, Build(field.FieldType, leaf));
        return built;
    }

    public static IEnumerable<object> Leaves(object value) =>
        IsTuple(value.GetType()) ? Fields(value.GetType()).SelectMany(f => Leaves(f.GetValue(value) ?? "")) : [value];
}

internal static class RealTypes
{
    public static bool IsReal(this Type type) => type == typeof(double) || type == typeof(float);
}
