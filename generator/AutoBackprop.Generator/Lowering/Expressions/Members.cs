using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Fields and properties.</summary>
internal sealed class Members(Scope scope) : Lowerer(scope)
{
    public Value Field(IFieldReferenceOperation f)
    {
        if (Scope.LocalObjects.Read(f) is { } held) return held;
        if (Member(f) is { } part) return part;
        if (Scope.VectorMembers.Constant(f.Field) is { } constant) return constant;
        if (f.Field.ContainingType.IsTupleType) return Reject(f);
        if (!Scope.Accessors.CanName(f.Field, f.Instance?.Type))
            return Scope.Accessors.Read(f, f.Field, f.Instance is { } of ? Scope.Quoting.Given(of) : null);
        if (f.Field.IsStatic)
        {
            if (Scope.Lambdas.Field(f) is { } function) return function;
            var field = new Opaque($"{f.Field.ContainingType.Text()}.{CSharp.Escape(f.Field.Name)}", default, Types.Of(f.Type),
                f.Field.IsReadOnly || f.Field.IsConst);
            return Composites.IsTakenApart(f.Type)
                ? Composites.Components(Hold(field).Scalar!, f.Type) : field.IsPure ? field : Hold(field);
        }
        return f.Instance is { } instance ? Member(f, instance, f.Field.Name) : Reject(f);
    }

    public Value Property(IPropertyReferenceOperation p)
    {
        if (Scope.Nullables.Property(p) is { } ofNullable) return ofNullable;
        if (Scope.LocalObjects.Read(p) is { } held) return held;
        if (Dispatch.IsBase(p.Instance) && p.Property.GetMethod is { } ofBase && Dispatch.IsVirtual(ofBase, p.Instance!.Type))
            return Scope.ObjectCalls.OfBase(p, ofBase);
        if (Member(p) is { } part) return part;
        if ((Scope.Lists.Property(p) ?? Scope.Dictionaries.Property(p) ?? Scope.Sequences.Member(p)) is { } known) return known;
        if (Scope.VectorMembers.Member(p.Property.GetMethod, p.Type, p.Instance, p.Arguments) is { } vector) return vector;
        if (Scope.ExtensionMembers.CallExtension(p, p.Property.GetMethod, p.Instance,
            () => [.. p.Arguments.Select(a => Hold(Lower(a.Value)))]) is { } extended) return extended;
        if (p.Property.GetMethod is { } get && ExtensionMembers.IsExtension(get.ContainingType))
            return Scope.ExtensionMembers.QuoteExtension(p, get);
        if (Scope.Tables.Holds(p.Instance) && Scope.FunctionCalls.OfProperty(p) is { } inPlace) return inPlace;
        if (p is { Instance: { } on, Property: { IsIndexer: true, GetMethod: { } element } }
            && Scope.ObjectCalls.Call(p, element, on, p.Arguments, Dispatch.IsVirtual(element, on)) is { } item) return item;
        if (Scope.MemberCalls.CallMember(p, p.Property.GetMethod, p.Instance, p.Arguments) is { } got) return got;
        if (Scope.LibraryCalls.Property(p) is { } shipped) return shipped;
        if (p.Property.IsStatic && p.ConstrainedToType is { } parameter && Instances.Number(p.Property.Name, parameter) is { } number)
            return number;
        if (Scope.FunctionCalls.OfProperty(p) is { } computed) return computed;
        if (!Scope.Accessors.CanName(p.Property, p.Instance?.Type))
            return p.Property.IsIndexer ? Reject(p, "A private indexer of another type")
            : Scope.Accessors.Read(p, p.Property, p.Instance is { } of ? Scope.Quoting.Given(of) : null);
        if (p.Property.IsStatic) return Scope.Quoting.Quoted(p, $"{p.Property.ContainingType.Text()}.{CSharp.Escape(p.Property.Name)}", []);
        if (p.Instance is null) return Reject(p, "'this'");
        if (Scope.Views.Property(p) is { } ofView) return ofView;
        if (Scope.Views.IsMemory(p.Instance))
        {
            if (Tables.IsType(p.Instance.Type) && !p.Property.IsIndexer && Scope.Tables.IsTable(p.Instance)
                && Lower(p.Instance) is { IsTuple: true } table)
                return Scope.Tables.Shape(table, p.Instance.Type!, p.Property.Name, null)
                    ?? Reject(p, $"'{p.Property.Name}' of a new array");
            // They tell of the shape.
            if (!p.Property.IsIndexer && p.Property.Name != "Length" && !Types.Of(p.Type).IsArray)
            {
                var memory = Named(Scalar(p.Instance));
                return p.Instance.Type is IArrayTypeSymbol && !memory.Type.IsManagedArray
                    ? Reject(p, $"'{p.Property.Name}' of a new array") : Shape(memory, p);
            }
            if (p.Property is { Name: "Length", IsIndexer: false })
                return Scalar(p.Instance) is var of && of is Slice window ? window.Length : Ops.Length(of);
            if (p.Property.IsIndexer && Scope.Elements.Place(p) is { } place) return Scope.Elements.Read(place, p.Type);
        }
        if (!p.Property.IsIndexer) return Member(p, p.Instance, p.Property.Name);
        var owner = Scope.Owners.OwnerOf(p.Instance, p.Property.GetMethod, p.Arguments);
        return Scope.Quoting.Quote(p, $"{owner.Text}[", p.Arguments, p.Property, "]", owner);
    }

    /// <summary>A parameter of a primary constructor, which the object holds.</summary>
    public Value? Captured(IParameterReferenceOperation p) =>
        p.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && Variables[Environment.This] is { IsTuple: false }
            ? Variables[Environment.This] is { Scalar: Var { Name: "this" } }
                && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, Context.Root.ContainingType)
                ? OfObject(p, CSharp.Escape(p.Parameter.Name), [])
                    : Scope.Accessors.Read(p, p.Parameter, Variables[Environment.This]!.Scalar) : null;

    /// <summary>What an object holds: the same all the time, or what it holds when it is asked.</summary>
    private Value OfObject(IOperation operation, string text, Expr[] of)
    {
        if (!Context.FixedMembers.IsFixed(operation)) return Scope.Quoting.Quoted(operation, text, of);
        var read = new Opaque(text, of, Types.Of(operation.Type), IsPure: true);
        if (of.Length == 0 || of[0].Equals(Scope.Self)) return Scope.AtTheTop(read, operation);
        return Composites.IsTakenApart(operation.Type) ? Composites.Components(Hold(read).Scalar!, operation.Type) : read;
    }

    private static Opaque Shape(Expr memory, IPropertyReferenceOperation p) =>
        new($"{Opaque.Hole(0)}.{CSharp.Escape(p.Property.Name)}", new[] { memory }, Types.Of(p.Type), IsPure: true);

    private Value Member(IOperation operation, IOperation instance, string name)
    {
        var owner = Scope.Owners.OwnerOf(instance, (operation as IPropertyReferenceOperation)?.Property.GetMethod);
        var text = $"{owner.Text}.{CSharp.Escape(name)}";
        if (owner.IsCopied) return Scope.Owners.After(owner, Scope.Quoting.Quoted(operation, text, [Scope.Owners.Before(owner)]));
        return instance.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Array && name == "Length"
            ? new Opaque(text, new[] { owner.Given }, Types.Of(operation.Type), IsPure: true) { CanThrow = true }
                : OfObject(operation, text, [owner.Given]);
    }

    /// <summary>The value of a member; null where it is none of an aggregate.</summary>
    private Value? Member(IOperation operation)
    {
        if (!IsMember(operation, out var instance, out var a, out var index)) return null;
        if (Scope.Elements.IsPlace(operation) && Scope.Elements.Place(operation) is { } place)
            return Scope.Elements.Read(place, operation.Type);
        var whole = Lower(instance);
        if (!whole.IsTuple && a.Composition == Composition.Class)
            return OfObject(operation, $"{Opaque.Hole(0)}.{CSharp.Escape(a.Members[index].Name)}", [whole.Scalar!]);
        return Scope.Composites.Expanded(whole, a).Items is var items && index < items.Length ? items[index] : Reject(operation);
    }

    public static (IOperation Instance, ISymbol Symbol)? MemberOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Instance: { } instance, Field: var field } => (instance, field),
        IPropertyReferenceOperation { Instance: { } instance, Property: { IsIndexer: false } property } => (instance, property),
        _ => null,
    };

    public static bool IsMember(IOperation operation, out IOperation instance, out Aggregate aggregate, out int index)
    {
        (instance, aggregate, index) = (operation, null!, -1);
        if (MemberOf(operation) is not var (of, symbol) || Aggregate.Of(of.Type) is not { } a) return false;
        (instance, aggregate, index) = (of, a, a.IndexOf(symbol));
        return index >= 0;
    }
}
