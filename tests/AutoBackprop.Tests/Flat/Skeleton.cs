using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Arguments of a given size, with some numbers: arrays are of the length asked for, or as [Extent] says; a matrix has
/// three rows of that length, an array of rows has one such and one of half the length. An array that may be null is null at
/// even lengths.</summary>
/// <param name="more">Arrays are so much longer, where they may be.</param>
internal sealed class Skeleton(int length, int more = 0)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private int _drawn;

    public object? Of(ParameterInfo parameter) => Of(Numbers.Stripped(parameter), Extent(parameter.GetCustomAttributesData()));

    private int Extent(IList<CustomAttributeData> attributes)
    {
        var extent = attributes.FirstOrDefault(a => a.AttributeType.Name == nameof(ExtentAttribute))?.ConstructorArguments;
        return extent is null ? length : (int)extent[0].Value! * length + (int)extent[1].Value!;
    }

    private object? Of(Type type, int extent)
    {
        if (type == typeof(int)) return ++_drawn % 3;
        if (type == typeof(bool)) return ++_drawn % 2 == 0;
        if (Numbers.IsReal(type)) return Convert.ChangeType(0.5 + ++_drawn % 4 * 0.25, type);
        if (Numbers.ElementOf(type) is { } element) return Elements(type, element, extent);
        if (type == typeof(string)) return "";
        var value = Numbers.Empty(type);
        foreach (var (field, _) in Numbers.Fields(type)) Numbers.Set(value, field, Of(field));
        return value;
    }

    private object? Of(FieldInfo field)
    {
        var isAbsent = field.FieldType.IsArray && length % 2 == 0 && IsNullable(field);
        return isAbsent ? null : Of(field.FieldType, Extent(Numbers.Member(field).GetCustomAttributesData()));
    }

    private static bool IsNullable(FieldInfo field)
    {
        if (field.DeclaringType!.IsGenericType) return false;
        lock (Nullability) return Nullability.Create(field).ReadState == NullabilityState.Nullable;
    }

    private Array Elements(Type type, Type element, int extent)
    {
        if (element.IsArray)
        {
            var rows = Array.CreateInstance(element, 2);
            var exact = new Skeleton(length);
            for (var i = 0; i < 2; i++) rows.SetValue(exact.Of(element, extent / (i + 1)), i);
            return rows;
        }
        var array = type.IsArray && type.GetArrayRank() == 2 ? Array.CreateInstance(element, 3, extent) : Array.CreateInstance(element, extent + more);
        foreach (var place in Places(array)) array.SetValue(Of(element, extent), place);
        return array;
    }

    private static IEnumerable<int[]> Places(Array array) => array.Rank == 1
        ? Enumerable.Range(0, array.Length).Select(i => new[] { i })
        : Enumerable.Range(0, array.GetLength(0)).SelectMany(i => Enumerable.Range(0, array.GetLength(1)).Select(j => new[] { i, j }));
}
