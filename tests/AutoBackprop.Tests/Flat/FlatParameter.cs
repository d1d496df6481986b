using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>A parameter of a differentiable method, its type without what passes it by reference.</summary>
internal sealed class FlatParameter(ParameterInfo parameter)
{
    public ParameterInfo Info => parameter;

    public Type Type { get; } = Invocation.Stripped(parameter);

    /// <summary>It has a gradient.</summary>
    public bool IsActive { get; } = !parameter.IsDefined(typeof(NoGradientAttribute)) && Numbers.HasActive(Invocation.Stripped(parameter));

    /// <summary>Its numbers at the beginning have one.</summary>
    public bool IsInput => IsActive && !IsOut;

    public bool IsOut { get; } = parameter.IsOut;

    /// <summary>What the method leaves in it has a gradient, too.</summary>
    public bool IsWritten => IsActive && (Info.ParameterType.IsByRef && !Info.IsIn || Type.IsArray
        || Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(Span<>));

    /// <summary>Its gradient is part of what is returned.</summary>
    public bool IsReturned { get; } = IsValue(Invocation.Stripped(parameter));

    public List<double> Read(object? value, object? like = null) => Numbers.All(Type, value, like);

    // No array in it, and no object.
    private static bool IsValue(Type type) => Numbers.IsReal(type)
        || type.IsValueType && Numbers.ElementOf(type) is null && Numbers.Fields(type).All(f => f.IsConstant || !Numbers.HasActive(f.Field.FieldType) || IsValue(f.Field.FieldType));
}
