using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

/// <summary>Keeps the compiler from computing with constants of generated code what it would refuse: there an overflow or a
/// division by zero is an error, where the user's variables wrap or throw.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunTime
{
    /// <summary>The same value, which is no constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T value) => value;
}
