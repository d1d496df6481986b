namespace AutoBackprop;

/// <summary>The method writes every element of this array or span, and reads none before it has. Generated code marks its
/// parameters so; on the parameter of a method with a <see cref="DerivativeOfAttribute"/> rule it saves a copy, and lets loops
/// around the call run forward and backward together.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OverwrittenAttribute : Attribute;
