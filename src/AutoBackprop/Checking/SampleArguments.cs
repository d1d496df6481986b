using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>Arguments for a method, made up by their types. Arrays have one length, or its square where that is what runs.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class SampleArguments(Random random, int length, double least, double most)
{
    private const int Deepest = 4;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Those that the author of the method has named.</summary>
    public static IEnumerable<object?[]> Given(DifferentiableMethod method, string name)
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var type = method.Method.DeclaringType!;
        var samples = type.GetField(name, Static)?.GetValue(null) ?? type.GetProperty(name, Static)?.GetValue(null)
            ?? type.GetMethod(name, Static, [])?.Invoke(null, []);
        if (samples is not IEnumerable all)
            throw new ArgumentException($"'{type.Name}.{name}' gives no samples; it must be a static member that gives a sequence.");
        foreach (var sample in all)
        {
            object?[] arguments = sample switch
            {
                object?[] list => list,
                ITuple tuple when method.Parameters.Count == tuple.Length => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
                _ => [sample],
            };
            if (arguments.Length != method.Parameters.Count)
                throw new ArgumentException($"A sample of '{type.Name}.{name}' has {arguments.Length} arguments, not {method.Parameters.Count}.");
            yield return [.. arguments.Select((a, i) => Numbers.Held(method.Parameters[i].Type, a))];
        }
    }

    /// <summary>For each parameter; an ArgumentException says which cannot be made up.</summary>
    public object?[] Of(DifferentiableMethod method) => [.. method.Parameters.Select(p =>
    {
        try { return Of(p.Type, p.Info is { } info && p.IsOut is false ? Nullability.Create(info) : null, 0); }
        catch (NotSupportedException e) { throw new ArgumentException($"no '{e.Message}' can be made up for '{p.Name}'", e); }
    })];

    private object? Of(Type type, NullabilityInfo? nullability, int depth)
    {
        if (Numbers.IsReal(type)) return Convert.ChangeType(Number(), type, null);
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(string)) return "sample";
        if (type.IsEnum) return Enum.GetValues(type) is { Length: > 0 } all ? all.GetValue(random.Next(all.Length)) : Activator.CreateInstance(type);
        if (type.IsPrimitive) return Convert.ChangeType(random.Next(2) == 0 ? length : random.Next(4), type, null);
        if (Numbers.ElementOf(type) is { } element) return Elements(type, element, depth);
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, null, depth);
        var isHopeless = typeof(Delegate).IsAssignableFrom(type) || type.IsPointer || type == typeof(object) || depth > Deepest;
        if (!isHopeless && (type.IsAbstract ? Implemented(type, depth) : Made(type, depth)) is { } made) return made;
        return nullability?.ReadState == NullabilityState.Nullable ? null : throw new NotSupportedException(type.Name);
    }

    /// <summary>One of the types beside it that are such; null if none can be made up.</summary>
    private object? Implemented(Type type, int depth)
    {
        var all = type.Assembly.GetTypes()
            .Where(t => !t.IsAbstract && !t.ContainsGenericParameters && !t.IsByRefLike && type.IsAssignableFrom(t)).ToArray();
        random.Shuffle(all);
        foreach (var one in all)
            try { return Made(one, depth + 1); }
            catch (NotSupportedException) { }
        return null;
    }

    // The same in float.
    private double Number() => (float)(least + (most - least) * random.NextDouble());

    private Array Elements(Type type, Type element, int depth)
    {
        var rank = type.IsArray ? type.GetArrayRank() : 1;
        var count = random.Next(4) == 0 ? length * length : length;
        var array = Array.CreateInstance(element, [.. Enumerable.Range(0, rank).Select(_ => rank > 1 || element.IsArray ? length : count)]);
        var place = new int[rank];
        for (var i = 0; i < array.Length; i++)
        {
            for (int d = rank - 1, rest = i; d >= 0; rest /= array.GetLength(d), d--) place[d] = rest % array.GetLength(d);
            array.SetValue(Of(element, null, depth + 1), place);
        }
        return array;
    }

    /// <summary>An object by its constructor, and what that leaves open.</summary>
    private object Made(Type type, int depth)
    {
        var value = type.IsByRefLike || type.IsValueType ? Numbers.Empty(type) : Constructed(type, depth);
        foreach (var (field, isConstant) in Numbers.Fields(type))
        {
            var has = Numbers.Get(value, field);
            if (type.IsValueType || has is null && Nullability.Create(field).ReadState != NullabilityState.Nullable
                || Numbers.IsReal(field.FieldType) && !isConstant) Numbers.Set(value, field, Of(field.FieldType, null, depth + 1));
        }
        return value;
    }

    private object Constructed(Type type, int depth)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type).OrderBy(c => c.GetParameters().Length).ToList();
        if (constructors.Count == 0) throw new NotSupportedException(type.Name);
        return constructors[0].Invoke([.. constructors[0].GetParameters()
            .Select(p => Numbers.Given(p.ParameterType, Of(p.ParameterType, Nullability.Create(p), depth + 1)))]);
    }
}
