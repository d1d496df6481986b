using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>What generated code cannot say as the user's code does: constants that the compiler must not compute with, since an
/// overflow or a division by zero would be an error where variables wrap or throw; names that a pattern binds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunTime
{
    /// <summary>The same value, which is no constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T value) => value;

    /// <summary>The object as what a pattern has found it to be; nothing where it has not.</summary>
    public static T As<T>(object? value) => value is T known ? known : default!;
}
