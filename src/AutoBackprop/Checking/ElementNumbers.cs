using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoBackprop;

/// <summary>Where the real numbers lie in an element that is a number or a struct of such. Reflection would find them, too, but
/// too slowly for arrays of thousands.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class ElementNumbers
{
    private const double Mark = 1.0 / 3;

    private static readonly ConcurrentDictionary<Type, ElementNumbers> Known = new();

    private readonly List<(int Offset, Type Type, bool IsActive)> _all = [];
    private readonly int _size;

    private ElementNumbers(Type element)
    {
        _size = (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(element).Invoke(null, null)!;
        Find(element, element, [], true);
    }

    public static ElementNumbers Of(Type element) => Known.GetOrAdd(element, static e => new(e));

    public void Change(Array array, Func<double, Type, double> change, bool isActive)
    {
        if (array.Length == 0 || !isActive) return;
        var bytes = Bytes(array, array.Length * _size);
        for (var start = 0; start < bytes.Length; start += _size)
            foreach (var (offset, type, isActiveHere) in _all)
            {
                if (!isActiveHere) continue;
                var place = bytes[(start + offset)..];
                if (type == typeof(double)) MemoryMarshal.Write(place, change(MemoryMarshal.Read<double>(place), type));
                else MemoryMarshal.Write(place, (float)change(MemoryMarshal.Read<float>(place), type));
            }
    }

    private static Span<byte> Bytes(Array array, int count) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), count);

    // One number at a time is set in an element of zeros.
    private void Find(Type element, Type type, List<FieldInfo> path, bool isActive)
    {
        foreach (var (field, isConstant) in Numbers.Fields(type)) Find(element, field.FieldType, [.. path, field], isActive && !isConstant);
        if (!Numbers.IsReal(type)) return;
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Marked(element, path), 0);
        var bytes = Bytes(array, _size);
        _all.Add((bytes.IndexOfAnyExcept((byte)0), type, isActive));
    }

    private static object Marked(Type type, IEnumerable<FieldInfo> path)
    {
        if (path.FirstOrDefault() is not { } field) return Convert.ChangeType(Mark, type);
        var value = Activator.CreateInstance(type)!;
        field.SetValue(value, Marked(field.FieldType, path.Skip(1)));
        return value;
    }
}
