// What the compiler looks for by name and netstandard2.0 lacks. Compiled into each of our netstandard2.0 assemblies;
// [Embedded] hides a copy from the others, which see each other's internals, and from tests, which have the real ones.

namespace Microsoft.CodeAnalysis
{
    [Embedded]
    internal sealed class EmbeddedAttribute : Attribute;
}

namespace System
{
    using Microsoft.CodeAnalysis;

    [Embedded]
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static Index Start => new(0);
        public static Index End => new(0, fromEnd: true);

        public int Value => value;
        public bool IsFromEnd => fromEnd;

        public int GetOffset(int length) => fromEnd ? length - value : value;

        public static implicit operator Index(int value) => new(value);
    }

    [Embedded]
    internal readonly struct Range(Index start, Index end)
    {
        public static Range All => new(Index.Start, Index.End);
        public static Range StartAt(Index start) => new(start, Index.End);
        public static Range EndAt(Index end) => new(Index.Start, end);

        public Index Start => start;
        public Index End => end;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    using Microsoft.CodeAnalysis;

    [Embedded]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue => returnValue;
    }

    [Embedded]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System.Runtime.CompilerServices
{
    using Microsoft.CodeAnalysis;

    [Embedded]
    internal static class IsExternalInit;

    [Embedded]
    internal sealed class RequiredMemberAttribute : Attribute;

    [Embedded]
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName => featureName;
        public bool IsOptional { get; init; }
    }

    [Embedded]
    internal sealed class InterpolatedStringHandlerAttribute : Attribute;

    [Embedded]
    internal sealed class InterpolatedStringHandlerArgumentAttribute(params string[] arguments) : Attribute
    {
        public string[] Arguments => arguments;
    }
}
