namespace AutoBackprop;

/// <summary>The method leaves this array or span as it found it. Generated code marks its parameters so; mark those of a
/// <see cref="DerivativeOfAttribute"/> rule, or of its method, where they could be written and are not.</summary>
/// <remarks>What a <see cref="ReadOnlySpan{T}"/> names cannot be written and needs no mark.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UnchangedAttribute : Attribute;
