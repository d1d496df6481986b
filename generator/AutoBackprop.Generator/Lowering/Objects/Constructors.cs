using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Objects that the body makes: fields as they are initialised, the constructors from the base down, the initialiser.</summary>
internal sealed class Constructors(Scope scope) : Lowerer(scope)
{
    // Until an object has taken it.
    private string _nameOfNext = "";

    /// <summary>A new object is called by the name of its first variable.</summary>
    public Value Called(string name, IOperation initializer)
    {
        _nameOfNext = name;
        var value = Lower(initializer);
        _nameOfNext = "";
        return value;
    }

    /// <returns>Null for what is not made here.</returns>
    public Value? Make(IObjectCreationOperation o)
    {
        if (o.Constructor is null || !Scope.LocalObjects.IsMadeHere(o.Type)) return null;
        var made = Blank(o.Syntax, (INamedTypeSymbol)Instances.Closed(o.Type!));
        var given = Scope.FunctionCalls.Hand(o.Arguments);
        if (given.Refusal is { } refused) return refused;
        // A struct without a constructor of its own is all zeros.
        if (!(o.Type!.IsValueType && o.Constructor is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true }))
            Run(made, o.Constructor, given.Bind, o);
        if (o.Initializer is { } initializer) Initialise(made, initializer);
        return Scope.LocalObjects.ValueOf(made);
    }

    public Value? With(IWithOperation w)
    {
        if (Scope.LocalObjects.Lowered(w.Operand) is not { } old) return null;
        var copy = Copy(old, w.Syntax);
        if (w.Initializer is { } initializer) Initialise(copy, initializer);
        return Scope.LocalObjects.ValueOf(copy);
    }

    public Value Copy(LocalObject o) => Scope.LocalObjects.ValueOf(Copy(o, o.Syntax));

    private LocalObject Copy(LocalObject old, SyntaxNode at)
    {
        var copy = Add(at, old.Type);
        foreach (var place in old.Places)
            Variables[copy.Of(place.Symbol)] = Variables[place] is { } value && place.Type.IsValueType
                && Scope.LocalObjects.Of(value) is { } inner ? Copy(inner) : Variables[place]!;
        return copy;
    }

    /// <summary>One object with the values of either.</summary>
    public Value Merged(LocalObject a, LocalObject b, Func<LocalObject.Place, LocalObject.Place, LocalObject.Place, Value> merge)
    {
        var made = Add(a.Syntax, a.Type);
        made.Name = a.Name;
        foreach (var place in a.Places.ToList()) Variables[made.Of(place.Symbol)] = merge(made.Of(place.Symbol), place, b.Of(place.Symbol));
        return Scope.LocalObjects.ValueOf(made);
    }

    /// <summary>What a variable of a type holds at first.</summary>
    public Value DefaultOf(ITypeSymbol type) => Scope.LocalObjects.IsMadeHere(type) && type.IsValueType
        ? Scope.LocalObjects.ValueOf(Blank(Context.Root.DeclaringSyntaxReferences[0].GetSyntax(Context.Token),
        (INamedTypeSymbol)Instances.Closed(type)))
        : Aggregate.Of(type) is { Composition: Composition.Class } ? Defaults.Leaf(type) : Defaults.Of(type);

    /// <summary>An object that holds what a record that went by value holds.</summary>
    public Value Of(Value record, Aggregate a, SyntaxNode at)
    {
        var made = Blank(at, a.Type);
        foreach (var (member, item) in a.Members.Zip(record.Items, (m, v) => (m, v)))
            Variables[made.Of(member.Symbol is IPropertySymbol p && LocalObjects.FieldBehind(p, made) is { } field
                ? field : member.Symbol)] = item;
        return Scope.LocalObjects.ValueOf(made);
    }

    private LocalObject Blank(SyntaxNode at, INamedTypeSymbol type)
    {
        var made = Add(at, type);
        for (var t = type; t is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; t = t.BaseType)
            foreach (var field in t.GetMembers().OfType<IFieldSymbol>().Where(LocalObjects.IsOwn))
                Variables[made.Of(field)] = DefaultOf(field.Type);
        return made;
    }

    private LocalObject Add(SyntaxNode at, INamedTypeSymbol type)
    {
        Context.MadeObjects = true;
        var made = new LocalObject(at, type) { Name = _nameOfNext };
        _nameOfNext = "";
        Scope.LocalObjects.Add(made);
        return made;
    }

    private void Run(LocalObject made, IMethodSymbol constructor, Action<IParameterSymbol, int> bind, IOperation at)
    {
        if (constructor.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType) return;
        if (constructor.IsImplicitlyDeclared && constructor.DeclaringSyntaxReferences.IsEmpty
            || InPlace.SourceOf(constructor, Context) is null)
            using (Instances.Enter(constructor, Context.Compilation)) Implicit(made, constructor.ContainingType, at);
        else Scope.InPlace.Run(new Function(at.Syntax, constructor, null, null, Scope.LocalObjects.ValueOf(made)), bind, at,
            syntax => Body(made, constructor, syntax, at));
    }

    // The constructor that C# adds.
    private void Implicit(LocalObject made, INamedTypeSymbol type, IOperation at)
    {
        var outer = Variables[Environment.This];
        Variables[Environment.This] = Scope.LocalObjects.ValueOf(made);
        Initialisers(made, type);
        Base(made, type, at);
        if (outer is not null) Variables[Environment.This] = outer;
        else Variables.Remove(Environment.This);
    }

    private void Base(LocalObject made, INamedTypeSymbol type, IOperation at)
    {
        if (type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } @base
            && @base.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 0) is { } constructor) Run(made, constructor, (_, _) =>
            { }, at);
    }

    private Value Body(LocalObject made, IMethodSymbol constructor, SyntaxNode syntax, IOperation at)
    {
        var type = constructor.ContainingType;
        if (syntax is TypeDeclarationSyntax declaration)
        {
            foreach (var p in Scope.Method.Parameters)
            {
                Variables[made.Of(p)] = Variables[p]!;
                if (type.IsRecord && type.GetMembers(p.Name).OfType<IPropertySymbol>()
                    .FirstOrDefault() is { DeclaringSyntaxReferences: [var r] } property && r.GetSyntax(Context.Token) is ParameterSyntax
                    && LocalObjects.FieldBehind(property, made) is { } field)
                    Variables[made.Of(field)] = Variables[p]!;
            }
            Initialisers(made, type);
            if (declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } handed)
            {
                if (Context.ModelOf(handed.SyntaxTree).GetOperation(handed, Context.Token) is IInvocationOperation call)
                    HandOver(made, call, at);
                else Reject(handed.GetLocation(), $"The base class '{handed.Type}'");
            }
            else Base(made, type, at);
            return Const.False;
        }
        if (Scope.Model.GetOperation(syntax, Context.Token) is not IConstructorBodyOperation body
            || (body.BlockBody ?? body.ExpressionBody) is not { } block) return Reject(at);
        var first = body.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation i } ? i : null;
        var isOwn = first is not null && SymbolEqualityComparer.Default.Equals(first.TargetMethod.ContainingType, type);
        // A constructor that hands over to another of its class leaves the initialisers to it.
        if (!isOwn) Initialisers(made, type);
        if (first is not null) HandOver(made, first, at);
        else Base(made, type, at);
        Scope.Statements.Sequence(block.Operations);
        return Const.False;
    }

    private void HandOver(LocalObject made, IInvocationOperation call, IOperation at)
    {
        var given = Scope.FunctionCalls.Hand(call.Arguments);
        if (given.Refusal is null) Run(made, call.TargetMethod, given.Bind, at);
    }

    private void Initialisers(LocalObject made, INamedTypeSymbol type)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(LocalObjects.IsOwn))
        {
            if (Creations.InitialiserOf(field.AssociatedSymbol ?? field) is not { } clause) continue;
            Context.Visited.Add(clause);
            if (Context.ModelOf(clause.SyntaxTree).GetOperation(clause, Context.Token) is ISymbolInitializerOperation { Value: { } value })
                Keep(made.Of(field), Scope.Lists.Kept(value, made.Of(field)) ?? Lower(value));
            else Reject(clause.GetLocation(), "An initialiser of another kind");
        }
    }

    private void Keep(LocalObject.Place place, Value value) => Assign(place, place.IsConstant ? value.Map(Stop) : value, place.Type);

    private void Initialise(LocalObject o, IObjectOrCollectionInitializerOperation initializer) => Scope.LocalObjects.Within(o, () =>
    {
        foreach (var operation in initializer.Initializers)
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment: Scope.Updates.Assignment(assignment); break;
                case IMemberInitializerOperation nested when Scope.LocalObjects.Lowered(nested.InitializedMember) is { } inner:
                    Initialise(inner, nested.Initializer); break;
                case IMemberInitializerOperation list when Scope.Lists.Of(list.InitializedMember) is { } growing
                    && Scope.Lists.AddAll(growing, list.Initializer): break;
                case IInvocationOperation call: Scope.Statements.Effect(call); break;
                default: Reject(operation); break;
            }
    });
}
