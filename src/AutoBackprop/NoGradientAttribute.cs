namespace AutoBackprop;

/// <summary>A constant for differentiation. A parameter, field or property has no gradient and may be of any type. A method
/// may be called for its value or its side effect, such as logging; no gradient goes through it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method)]
public sealed class NoGradientAttribute : Attribute;
