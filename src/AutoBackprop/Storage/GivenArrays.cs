using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoBackprop;

/// <summary>For generated code: arrays of the user, in whose place memory of ours may stand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GivenArrays
{
    /// <summary>Memory of ours is null where none was asked for.</summary>
    public static bool IsNull(Array? array) => array is null;

    /// <inheritdoc cref="IsNull(Array)"/>
    public static bool IsNull<T>(Span<T> memory) => Unsafe.IsNullRef(ref MemoryMarshal.GetReference(memory));

    /// <inheritdoc cref="IsNull(Array)"/>
    public static bool IsNull<T>(ReadOnlySpan<T> memory) => Unsafe.IsNullRef(ref MemoryMarshal.GetReference(memory));

    /// <summary>An array that holds the same, for code that only looks at it.</summary>
    public static object? AsObject(Array? array) => array;

    /// <inheritdoc cref="AsObject(Array)"/>
    public static object AsObject<T>(Span<T> memory) => memory.ToArray();

    /// <inheritdoc cref="AsObject(Array)"/>
    public static object AsObject<T>(ReadOnlySpan<T> memory) => memory.ToArray();
}
