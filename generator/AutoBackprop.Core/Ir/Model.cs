namespace AutoBackprop.Core;

/// <summary>The C# side of a value: a leaf (a scalar or an array), or a tuple, struct or object of such.</summary>
/// <param name="Name">Element or member name within what is around it; empty for an object as such, beside its members.</param>
/// <param name="Items">Empty for a leaf.</param>
public sealed record Shape(IrType Type, string Name, EquatableArray<Shape> Items, bool IsActive)
{
    public Composition Composition { get; init; }

    /// <summary>How it can be given a value where it is a member.</summary>
    public Access Access { get; init; }

    /// <summary>A member that is a place: <c>p.Inner.X</c> can be assigned through it.</summary>
    public bool IsField { get; init; } = true;

    /// <summary>An array that may be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>C# for the span that the body reads, of a parameter of another type: its name stands for {0}, as a text for {1}.</summary>
    public string View { get; init; } = "";

    /// <summary>The type in C# where it is another than the body knows.</summary>
    public string Declared { get; init; } = "";

    public string CSharpType => Declared.Length > 0 ? Declared : Type.Name;

    /// <summary>C# that puts it together from its items, with a <see cref="Opaque.Hole"/> for each.</summary>
    public string Make { get; init; } = "";

    /// <summary>Its numbers are set by its constructor alone, all at once.</summary>
    public bool IsMade => Items.Any(i => i.Access == Access.Make);

    /// <summary>Of an array of objects: one of them. Its items are the array itself, then what all of them hold in each member.</summary>
    public Shape? Element { get; init; }

    /// <summary>In C#, the member of an element that this holds of all of them.</summary>
    public string Column { get; init; } = "";

    /// <summary>Of an array of structs: the numbers of an element that are differentiated.</summary>
    public EquatableArray<ElementNumber> Numbers { get; init; }

    public bool IsTuple => Items.Count > 0;
    public IEnumerable<Shape> Leaves => IsTuple ? Items.SelectMany(i => i.Leaves) : [this];
    /// <summary>A struct that C# makes as a whole before any property of it can be set.</summary>
    public bool HasProperties => IsTuple && Make.Length > 0 && Items.Any(i => !i.IsField || i.HasProperties);

    /// <summary>Without a gradient.</summary>
    public Shape Constant => this with { IsActive = false, Items = Items.Map(i => i.Constant) };

    public bool HasActive => Leaves.Any(l => l.IsActive);

    /// <summary>Its gradient is a value that comes back: nothing in it lies elsewhere.</summary>
    public bool IsScalar => Composition != Composition.Class && !Leaves.Any(l => l.IsActive && l.Type.IsArray)
        && Items.All(i => !i.HasActive || i.IsScalar);

    /// <summary>Somewhere in it, objects and what they refer to left out, a number changes.</summary>
    public bool HasNumbers =>
        IsTuple ? Items.Any(i => i.Composition == Composition.Class ? i.IsReplaced : i.HasNumbers) : IsActive && !Type.IsArray;

    /// <summary>An object with a number that is init-only: its gradient is another object.</summary>
    public bool IsReplaced => Composition == Composition.Class
        && Items.Any(i => i.Access != Access.Set && (i.Composition == Composition.Class ? i.IsReplaced : i.HasNumbers));
}

/// <summary>What a value with items is.</summary>
public enum Composition { Tuple, Struct, Class, Objects }

/// <summary>By assignment, by <c>with</c> or an initialiser alone, by a constructor that takes all of it, or not at all.</summary>
public enum Access { Set, Init, Make, None }

/// <summary>A parameter of the user's method.</summary>
/// <param name="Modifier">"in ", "ref ", "out " or nothing.</param>
/// <param name="Default">" = 0.1" or nothing.</param>
public sealed record Parameter(string Name, string Modifier, string Default, Shape Shape)
{
    /// <summary>Attributes and modifiers that stand before the parameter wherever it is repeated.</summary>
    public string Marks { get; init; } = "";

    /// <summary>Attributes that ask the caller's compiler for the default value.</summary>
    public string MarksWithDefault { get; init; } = "";

    public bool IsParams { get; init; }

    /// <summary>What the user says of it, as lines of XML.</summary>
    public EquatableArray<string> Description { get; init; }

    /// <summary>The object or struct that the method belongs to: a parameter that no list names.</summary>
    public bool IsReceiver { get; init; }
}

/// <summary>Everything the back end knows of one [Differentiable] method: no symbol, no syntax, no location.</summary>
/// <param name="Types">Headers of the types around the method, outermost first: "partial class Model".</param>
/// <param name="Modifiers">"public static".</param>
/// <param name="TypeParameters">Of a refused generic method.</param>
/// <param name="Wanted">The members to generate.</param>
/// <param name="Body">Null when the method was refused: the signature is emitted all the same.</param>
/// <param name="Callees">Methods that are called, not inlined: recursive ones.</param>
/// <param name="Prefix">Begins the names of private members; tells overloads apart.</param>
/// <param name="Aliases">Type names (Math, MathF, ...) that mean ours at this place.</param>
public sealed record Model(
    string Hint, string Namespace, EquatableArray<string> Types, string Modifiers, string Name, string TypeParameters,
    EquatableArray<Parameter> Parameters, Shape? Result, Derivatives Wanted,
    Method? Body, EquatableArray<Method> Callees, EquatableArray<string> Aliases, string Prefix)
{
    /// <summary>Members that alone are refused.</summary>
    public Derivatives Refused { get; init; }

    /// <summary>Why there is no body, where the generated members themselves are to say so: to use one is an error.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>What the user says of the method, as lines of XML.</summary>
    public EquatableArray<string> Summary { get; init; }

    /// <summary>Names that the object gives its methods without 'this': parameters of a primary constructor.</summary>
    public EquatableArray<string> Captured { get; init; } = Array.Empty<string>();

    /// <summary>Of private members elsewhere that the body reads.</summary>
    public EquatableArray<Accessor> Accessors { get; init; } = Array.Empty<Accessor>();

    /// <summary>Of methods elsewhere that take or return structs.</summary>
    public EquatableArray<Adapter> Adapters { get; init; } = Array.Empty<Adapter>();

    /// <summary>Those that a caller writes between the parentheses.</summary>
    public IEnumerable<Parameter> Listed => Parameters.Where(p => !p.IsReceiver);
}
