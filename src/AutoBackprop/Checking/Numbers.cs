using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoBackprop;

/// <summary>The real numbers in whatever a method may take: arrays, tuples, structs and objects are taken apart. A span is held
/// as an array, and a ref struct, which has no box, as an array of its fields.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal static class Numbers
{
    private static readonly ConcurrentDictionary<Type, (FieldInfo Field, bool IsConstant)[]> Known = new();

    /// <summary>The type without what passes it by reference.</summary>
    public static Type Stripped(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    public static bool IsSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var open
        && (open == typeof(Span<>) || open == typeof(ReadOnlySpan<>));

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    /// <summary>A list or memory, which is held as an array.</summary>
    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(List<>) || open == typeof(IReadOnlyList<>)
        || open == typeof(ImmutableArray<>) || open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>));

    /// <summary>What an array or span holds; null for all else.</summary>
    public static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType() : IsSpan(type) || IsList(type) ? type.GetGenericArguments()[0] : null;

    /// <summary>In the order of their declaration, those of the base first; a constant has no gradient, nor has what may be one of
    /// several types.</summary>
    public static (FieldInfo Field, bool IsConstant)[] Fields(Type type) => type.IsAbstract ? [] : All(type);

    private static (FieldInfo Field, bool IsConstant)[] All(Type type) => Known.GetOrAdd(type, static t =>
        t.IsPrimitive || t.IsEnum || t == typeof(string) || t == typeof(object) || typeof(Delegate).IsAssignableFrom(t) || ElementOf(t) is not null ? []
            : [.. t.IsValueType || t.BaseType is null ? [] : All(t.BaseType),
                .. t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .OrderBy(f => f.MetadataToken).Select(f => (f, IsConstant(f)))]);

    /// <summary>The field, or the property that it stands behind; none of the parameters that an object captures has one.</summary>
    public static MemberInfo Member(FieldInfo field) => field.Name[0] == '<' && field.DeclaringType!.GetProperty(NameOf(field),
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is { } property ? property : field;

    private static string NameOf(FieldInfo field) => field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static bool IsConstant(FieldInfo field) => Member(field).IsDefined(typeof(NoGradientAttribute), false)
        || field.Name[0] == '<' && field.DeclaringType!.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(c => c.GetParameters()).Any(p => p.Name == NameOf(field) && p.IsDefined(typeof(NoGradientAttribute)));

    /// <summary>There are numbers in it that have a gradient.</summary>
    public static bool HasActive(Type type) => IsReal(type) || ElementOf(type) is { } element && HasActive(element)
        || Fields(type).Any(f => !f.IsConstant && HasActive(f.Field.FieldType));

    /// <summary>There are numbers of 32 bits in it.</summary>
    public static bool HoldsSingle(Type type) => type == typeof(float) || ElementOf(type) is { } element && HoldsSingle(element)
        || Fields(type).Any(f => !f.IsConstant && HoldsSingle(f.Field.FieldType));

    /// <summary>A copy with other numbers in the places that have a gradient, one after the other; arrays
    /// are cut to the length that they have in what it is to be like.</summary>
    public static object? Map(Type type, object? value, Func<double, Type, double> change, bool isActive = true, object? like = null)
    {
        if (value is null) return null;
        if (type == typeof(double)) return isActive ? change((double)value, type) : value;
        if (type == typeof(float)) return isActive ? (float)change((float)value, type) : value;
        if (ElementOf(type) is { } element) return Map(element, (Array)value, change, isActive, (Array?)like);
        var fields = Fields(type);
        if (fields.Length == 0) return value;
        var copy = Empty(type);
        foreach (var (field, isConstant) in fields)
            Set(copy, field, Map(field.FieldType, Get(value, field), change, isActive && !isConstant, like is null ? null : Get(like, field)));
        return copy;
    }

    private static Array Map(Type element, Array array, Func<double, Type, double> change, bool isActive, Array? like)
    {
        var copy = Array.CreateInstance(element, (int[])(array.Rank == 2 ? [array.GetLength(0), array.GetLength(1)] : [(like ?? array).Length]));
        Array.Copy(array, copy, copy.Length);
        if (element.IsValueType && !HoldsObjects(element)) ElementNumbers.Of(element).Change(copy, change, isActive);
        else
            for (var i = 0; i < copy.Length; i++) copy.SetValue(Map(element, copy.GetValue(i), change, isActive, like?.GetValue(i)), i);
        return copy;
    }

    private static bool HoldsObjects(Type type) => !type.IsValueType || Fields(type).Any(f => HoldsObjects(f.Field.FieldType));

    public static List<double> All(Type type, object? value, object? like = null)
    {
        var all = new List<double>();
        Map(type, value, (v, _) => { all.Add(v); return v; }, like: like);
        return all;
    }

    // ── fields ───────────────────────────────────────────────────────────────────────────────────────────────

    public static object Empty(Type type) => type.IsByRefLike ? new object?[Fields(type).Length] : RuntimeHelpers.GetUninitializedObject(type);

    public static object? Get(object value, FieldInfo field) => field.DeclaringType!.IsByRefLike ? ((object?[])value)[Index(field)]
        : Held(field.FieldType, field.GetValue(value));

    public static void Set(object target, FieldInfo field, object? value)
    {
        if (field.DeclaringType!.IsByRefLike) ((object?[])target)[Index(field)] = value;
        else field.SetValue(target, Given(field.FieldType, value));
    }

    /// <summary>A list or memory as the array that stands for it.</summary>
    public static object? Held(Type type, object? value) =>
        value is null or Array || !IsList(type) ? value
            : value is IEnumerable items ? ArrayOf(ElementOf(type)!, [.. items.Cast<object?>()])
            : value.GetType().GetMethod(nameof(Memory<>.ToArray), [])!.Invoke(value, []);

    /// <summary>The list or memory that an array stands for.</summary>
    public static object? Given(Type type, object? value) =>
        value is not Array || !IsList(type) || type.IsInstanceOfType(value) ? value
            : type.GetGenericTypeDefinition() != typeof(ImmutableArray<>) ? Activator.CreateInstance(type, value)
            : typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [value]);

    private static int Index(FieldInfo field) => Array.FindIndex(Fields(field.DeclaringType!), f => f.Field == field);

    // ── names ────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>An array of these elements.</summary>
    public static Array ArrayOf(Type element, IReadOnlyList<object?> items)
    {
        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++) array.SetValue(items[i], i);
        return array;
    }

    /// <summary>How each number that has a gradient is called, after the name of the whole: <c>.Rate</c>, <c>[3]</c>, <c>[1, 2].X</c>.</summary>
    public static IEnumerable<string> Places(Type type, object? value)
    {
        if (value is null) yield break;
        if (IsReal(type)) yield return "";
        if (ElementOf(type) is { } element && HasActive(element) && value is Array { Length: var length } array)
            for (var i = 0; i < length; i++)
            {
                var (columns, at) = (array.Rank == 2 ? array.GetLength(1) : 0, $"[{i}]");
                if (columns > 0) at = $"[{i / columns}, {i % columns}]";
                var item = columns > 0 ? array.GetValue(i / columns, i % columns) : array.GetValue(i);
                foreach (var place in Places(element, item)) yield return at + place;
            }
        foreach (var (field, isConstant) in Fields(type))
            if (!isConstant)
                foreach (var place in Places(field.FieldType, Get(value, field))) yield return $".{NameOf(field)}{place}";
    }
}
