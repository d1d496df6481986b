using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AutoBackprop;

/// <summary>A parameter of a differentiable method, or the object of one: its type is without what passes it by reference.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class FlatParameter
{
    public FlatParameter(ParameterInfo parameter, bool isActive = true)
        : this(parameter.Name!, Numbers.Stripped(parameter), isActive && !parameter.IsDefined(typeof(NoGradientAttribute))) =>
        (Info, IsOut, IsLeft) = (parameter, parameter.IsOut, parameter.ParameterType.IsByRef && !parameter.IsIn);

    private FlatParameter(string name, Type type, bool isActive) =>
        (Name, Type, IsActive, IsReturned) = (name, type, isActive && Numbers.HasActive(type), IsValue(type));

    /// <summary>The object that a method belongs to.</summary>
    public static FlatParameter This(Type type, bool isActive) => new("this", type, isActive);

    /// <summary>None of an object.</summary>
    public ParameterInfo? Info { get; }

    public string Name { get; }

    public Type Type { get; }

    /// <summary>It has a gradient.</summary>
    public bool IsActive { get; }

    /// <summary>Its numbers at the beginning have one.</summary>
    public bool IsInput => IsActive && !IsOut;

    public bool IsOut { get; }

    /// <summary>The variable itself comes back.</summary>
    public bool IsLeft { get; }

    /// <summary>What the method leaves in it has a gradient, too.</summary>
    public bool IsWritten => IsActive && (IsLeft || Type.IsArray || Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(Span<>));

    /// <summary>Its gradient is part of what is returned.</summary>
    public bool IsReturned { get; }

    public List<double> Read(object? value, object? like = null) => Numbers.All(Type, value, like);

    // No array in it, and no object.
    private static bool IsValue(Type type) => Numbers.IsReal(type) || type.IsValueType && Numbers.ElementOf(type) is null
        && Numbers.Fields(type).All(f => f.IsConstant || !Numbers.HasActive(f.Field.FieldType) || IsValue(f.Field.FieldType));
}
