using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>One body while it is lowered: the present values of its variables, the steps made so far, what there is to say, and
/// the families of lowerers that work on it. Each local becomes a sequence of versions; jumps become flags.</summary>
internal sealed class Scope
{
    private readonly Activation _first;

    /// <param name="suffix">Sets the names of a called method apart from those of the caller.</param>
    public Scope(LoweringContext context, IMethodSymbol method, SemanticModel model, string suffix)
    {
        (Context, Current) = (context, _first = Activation.Root(method, model, suffix));
        Variables.Current = Current;
        Findings = new(this);
        (Statements, Choices, Switches) = (new(this), new(this), new(this));
        (Loops, ForEachLoops, LoopVariables, Changes) = (new(this), new(this), new(this), new(this));
        (Expressions, Operators, Conversions, Patterns) = (new(this), new(this), new(this), new(this));
        (Members, Creations) = (new(this), new(this));
        (ForeignCode, Quoting, Owners) = (new(this), new(this), new(this));
        (Targets, Updates, References, ReferenceLocals) = (new(this), new(this), new(this), new(this));
        (Composites, Elements, Slices, NewArrays) = (new(this), new(this), new(this), new(this));
        (Extents, CarriedArrays) = (new(this), new(this));
        (Ragged, Iterators, ListPatterns, Groups) = (new(this), new(this), new(this), new(this));
        (KnownMemory, BranchArrays, Absent, RebuiltArrays) = (new(this), new(this), new(this), new(this));
        (Tables, Views, ArrayResults) = (new(this), new(this), new(this));
        (Lists, Dictionaries) = (new(this), new(this));
        LibraryCalls = new(this);
        (HandWrittenCalls, ExtensionMembers, MemberCalls, SourceCalls, ForeignCalls) = (new(this), new(this), new(this), new(this),
            new(this));
        VectorMembers = new(this);
        (Inlining, Handover) = (new(this), new(this));
        Endings = new(this);
        (Lambdas, InPlace, FunctionCalls, QuotedLambdas) = (new(this), new(this), new(this), new(this));
        (Sequences, Iterations, Chains, Kept) = (new(this), new(this), new(this), new(this));
        (Reductions, Searches, Orders, ArrayCalls, WholeArrayCalls) = (new(this), new(this), new(this), new(this), new(this));
        (Accessors, Attempts, Dispatch, ObjectCalls, ObjectRecursion) = (new(this), new(this), new(this), new(this), new(this));
        (ObjectOperators, InlineArrays) = (new(this), new(this));
        (ChosenObjects, ObjectRows, Enumerators, RefReturns) = (new(this), new(this), new(this), new(this));
        (LocalObjects, Constructors, ObjectPatterns, Deconstructions, ObjectArrays, Nullables, CarriedObjects) = (new(this), new(this),
            new(this), new(this), new(this), new(this), new(this));
        Calls = new(this);
    }

    // ── what is lowered ──────────────────────────────────────────────────────────────────────────────────────

    public LoweringContext Context { get; }
    public IMethodSymbol Method => Current.Method;
    public SemanticModel Model => Current.Model;
    public string Suffix => Current.Suffix;

    /// <summary>The body that runs: the one that the scope began with, or one that is called there.</summary>
    public Activation Current { get; private set; }

    /// <summary>It is the body of the [Differentiable] method itself.</summary>
    public bool IsOutermost => Suffix.Length == 0 && ReferenceEquals(Current, _first);

    /// <summary>Another body runs, until what this returns is disposed of.</summary>
    public IDisposable Enter(Activation run)
    {
        var outer = Current;
        Variables.Current = Current = run;
        return new Leaving(() => Variables.Current = Current = outer);
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }

    // ── what is known and made so far ────────────────────────────────────────────────────────────────────────

    public Environment Variables { get; } = new();
    public Fresh Fresh { get; } = new(1);
    public Origins Origins { get; } = new();
    public Findings Findings { get; }

    /// <summary>Of the block that is being made.</summary>
    public List<Stmt> Steps { get; private set; } = [];

    // ── who lowers what ──────────────────────────────────────────────────────────────────────────────────────

    public Statements Statements { get; }
    public Choices Choices { get; }
    public Switches Switches { get; }
    public Loops Loops { get; }
    public ForEachLoops ForEachLoops { get; }
    public LoopVariables LoopVariables { get; }
    public Changes Changes { get; }

    public Expressions Expressions { get; }
    public Operators Operators { get; }
    public Conversions Conversions { get; }
    public Patterns Patterns { get; }
    public Members Members { get; }
    public Creations Creations { get; }

    public ForeignCode ForeignCode { get; }
    public Quoting Quoting { get; }
    public Owners Owners { get; }

    public Targets Targets { get; }
    public Updates Updates { get; }
    public References References { get; }
    public ReferenceLocals ReferenceLocals { get; }

    public Composites Composites { get; }
    public Elements Elements { get; }
    public Slices Slices { get; }
    public NewArrays NewArrays { get; }
    public Extents Extents { get; }
    public CarriedArrays CarriedArrays { get; }
    public KnownMemory KnownMemory { get; }
    public Absent Absent { get; }
    public BranchArrays BranchArrays { get; }
    public RebuiltArrays RebuiltArrays { get; }
    public Tables Tables { get; }
    public Ragged Ragged { get; }
    public Groups Groups { get; }
    public ListPatterns ListPatterns { get; }
    public Iterators Iterators { get; }
    public Views Views { get; }
    public ArrayResults ArrayResults { get; }
    public Lists Lists { get; }
    public Dictionaries Dictionaries { get; }

    public Calls Calls { get; }
    public HandWrittenCalls HandWrittenCalls { get; }
    public ExtensionMembers ExtensionMembers { get; }
    public MemberCalls MemberCalls { get; }
    public LibraryCalls LibraryCalls { get; }
    public SourceCalls SourceCalls { get; }
    public ForeignCalls ForeignCalls { get; }
    public VectorMembers VectorMembers { get; }
    public Inlining Inlining { get; }
    public Handover Handover { get; }
    public Lambdas Lambdas { get; }
    public InPlace InPlace { get; }
    public Endings Endings { get; }
    public QuotedLambdas QuotedLambdas { get; }
    public FunctionCalls FunctionCalls { get; }

    public Sequences Sequences { get; }
    public Iterations Iterations { get; }
    public Chains Chains { get; }
    public Kept Kept { get; }
    public Reductions Reductions { get; }
    public Searches Searches { get; }
    public Orders Orders { get; }
    public ArrayCalls ArrayCalls { get; }
    public WholeArrayCalls WholeArrayCalls { get; }

    public Accessors Accessors { get; }
    public Attempts Attempts { get; }
    public Dispatch Dispatch { get; }
    public ObjectCalls ObjectCalls { get; }
    public ObjectRecursion ObjectRecursion { get; }
    public LocalObjects LocalObjects { get; }
    public ChosenObjects ChosenObjects { get; }
    public ObjectRows ObjectRows { get; }
    public Enumerators Enumerators { get; }
    public RefReturns RefReturns { get; }
    public Constructors Constructors { get; }
    public ObjectOperators ObjectOperators { get; }
    public InlineArrays InlineArrays { get; }
    public ObjectPatterns ObjectPatterns { get; }
    public Deconstructions Deconstructions { get; }
    public ObjectArrays ObjectArrays { get; }
    public Nullables Nullables { get; }
    public CarriedObjects CarriedObjects { get; }

    // ── steps ────────────────────────────────────────────────────────────────────────────────────────────────

    public void Emit(Stmt step)
    {
        Steps.Add(step);
        KnownMemory.Note(step);
    }

    public Block BlockOf(Action body)
    {
        var outer = Steps;
        Steps = [];
        body();
        var block = new Block(Steps);
        Steps = outer;
        return block;
    }

    /// <summary>One side of a choice, which begins with these values.</summary>
    public (List<Stmt> Steps, Value? Value, IReadOnlyDictionary<object, Value> After) Side(Func<Value?> side,
        IReadOnlyDictionary<object, Value> before)
    {
        var outer = Steps;
        Steps = [];
        Variables.Restore(before);
        var value = side();
        var steps = Steps;
        Steps = outer;
        return (steps, value, Variables.Snapshot());
    }

    public void NoteSteps(List<Stmt> steps, int from, IOperation operation)
    {
        if (!ReferenceEquals(steps, Steps)) return;
        for (var i = from; i < steps.Count; i++) Origins.Note(steps[i], operation.Syntax);
    }

    /// <summary>The object that the method is called on, where it is data.</summary>
    public Expr? Self { get; set; }

    // Of the method that the scope began with.
    private readonly List<Stmt> _top = [];
    private readonly Dictionary<Expr, Value> _known = [];

    /// <summary>All steps of the method.</summary>
    public Block Whole => new(_top.Concat(Steps).ToArray());

    /// <summary>Something that the object holds all the time: asked for once, when the method begins.</summary>
    public Value AtTheTop(Opaque read, IOperation operation)
    {
        if (_known.TryGetValue(read, out var known)) return known;
        var outer = Steps;
        Steps = _top;
        var name = (operation as IMemberReferenceOperation)?.Member.Name ?? (operation as IParameterReferenceOperation)?.Parameter.Name
            ?? "";
        var variable = Define(name + "#c", read);
        Origins.Note(variable, operation.Syntax);
        known = Composites.IsTakenApart(operation.Type) ? Composites.Components(variable.Scalar!, operation.Type) : variable;
        Steps = outer;
        return _known[read] = known;
    }

    // ── values and their names ───────────────────────────────────────────────────────────────────────────────

    public string Name(ISymbol symbol) => NameOf(Variables.KeyOf(symbol));

    /// <summary>Of a variable; empty for a flag and whatever else has no name.</summary>
    public string NameOf(object key) => key switch
    {
        ILabelSymbol => "",
        ISymbol symbol => symbol.Name + _first.Suffix,
        Activation.Slot slot => slot.Name,
        LocalObject.Place place => place.Name,
        _ => "",
    };

    /// <summary>Of a variable; null for a flag and whatever else has none.</summary>
    public ITypeSymbol? TypeOf(object key) => key switch
    {
        ILocalSymbol l => l.Type,
        IParameterSymbol p => p.Type,
        Activation.Slot { Symbol: var symbol } => TypeOf(symbol),
        LocalObject.Place place => place.Type,
        _ when ReferenceEquals(key, Environment.Result) => Current.Method.ReturnType,
        _ => null,
    };

    /// <summary>Gives a value a name, so that it is computed once. A component of a tuple is called after the tuple and itself.</summary>
    public Value Define(string name, Value value, ITypeSymbol? type = null)
    {
        if (value.Scalar is { } scalar)
        {
            if (Entities.Is(scalar)) return value;
            var target = name.Length == 0 ? Fresh.Hidden(scalar.Type) : Fresh.Named(name, scalar.Type);
            if (scalar is { Type.IsArray: true } and (Var or Slice or Apply)) return Extents.Lookup(target, scalar, Steps);
            Emit(new Let(target, scalar));
            if (scalar is Const constant) _constants[target] = constant;
            if (scalar is Opaque { IsNull: true }) ChosenObjects.Nulls.Add(target);
            return target;
        }
        var members = Aggregate.Of(type)?.Members ?? [];
        var own = name.IndexOf('#') is >= 0 and var mark ? mark : name.Length;
        return Value.Tuple(value.Items.Select((item, i) =>
        {
            var part = i < members.Count ? members[i].Name : $"Item{i + 1}";
            return Define(name.Length == 0 ? "" : $"{name.Substring(0, own)}.{part}{name.Substring(own)}", item,
                i < members.Count ? members[i].Type : null);
        }).ToList(), value.Whole);
    }

    private readonly Dictionary<Var, Const> _constants = [];

    /// <summary>The number that a variable is known to be; else itself.</summary>
    public Expr Known(Expr value) => value is Var v && _constants.TryGetValue(v, out var constant) ? constant : value;

    /// <summary>Holds a value that would otherwise be computed, or have its effect, more than once or too late.</summary>
    public Value Hold(Value value) => value.Map(e => e.IsAtom || Entities.Is(e) ? e : Define("", e).Scalar!);

    public Expr Named(Expr array) => array is Var ? array : Define("", array).Scalar!;

    /// <summary>A version of a variable that is assigned; a plain copy of it when it has a name.</summary>
    public void Assign(object key, Value value, ITypeSymbol? type = null) =>
        Variables[key] = NameOf(Variables.KeyOf(key)) is { Length: > 0 } name ? Define(name, value, type) : Hold(value);
}
