namespace AutoBackprop.Core;

/// <summary>A method of the generated file that reads or calls a member which is private elsewhere.</summary>
/// <param name="Name">How quoted code calls it.</param>
/// <param name="Member">The member's name in metadata.</param>
/// <param name="Owner">The type that declares it.</param>
/// <param name="Type">Of the field, or what the method returns.</param>
/// <param name="Parameters">Types, with their modifiers, of the method.</param>
public sealed record Accessor(string Name, AccessorKind Kind, string Member, string Owner, string Type, EquatableArray<string> Parameters)
{
    /// <summary>The owner is a struct, which is handed over by value.</summary>
    public bool IsOfStruct { get; init; }
}

public enum AccessorKind { Field, StaticField, Method, StaticMethod }
