namespace AutoBackprop.Tests.Programs;

/// <summary>How a helper takes an argument.</summary>
internal enum Taking { Real, In, Ref, Out, Reads, Writes, Int, RefInt, Struct, RefStruct, Single }

/// <summary>A method that a random program may call.</summary>
internal sealed record ProgramHelper(string Name, string Returns, IReadOnlyList<Taking> Takes);

/// <summary>What all parts of the writing of a random program share.</summary>
internal sealed class ProgramContext
{
    public ProgramContext(int seed, bool hasArrays)
    {
        (Seed, HasArrays) = (seed, hasArrays);
        Pen = new ProgramPen(seed);
        Places = new ProgramPlaces(this);
        Reals = new ProgramExpressions(this);
        Calls = new ProgramCalls(this);
        Statements = new ProgramStatements(this);
        Moves = new ProgramMoves(this);
        Idioms = new ProgramIdioms(this);
        Functions = Pen.Chance(8) ? "double" : Pen.Chance(8) ? "System.Math" : "Math";
        HasStructs = Pen.Chance(35);
        _rare = Pen.Chance(20) ? Pen.Any(RareThings) : "";
        HasSingles = Pen.Chance(12);
        Topics = new ProgramTopics(this);
    }

    // What is refused today, or often: a program has one of them at most, so that the others are compared.
    private static readonly string[] RareThings = ["ref choice", "ref local", "??=", "ToArray", "IsEmpty", "capture", "Reverse",
        "ref element", "new in loop", "Sort", "range of array", "stackalloc of values"];

    private readonly string _rare;

    /// <summary>This program tries what is refused today, or often.</summary>
    public bool Tries(string rare) => _rare == rare;

    public int Seed { get; }
    public bool HasArrays { get; }
    public ProgramPen Pen { get; }
    public ProgramPlaces Places { get; }
    public ProgramExpressions Reals { get; }
    public ProgramCalls Calls { get; }
    public ProgramStatements Statements { get; }
    public ProgramMoves Moves { get; }
    public ProgramIdioms Idioms { get; }
    public ProgramTopics Topics { get; }
    public BlockScope Scope { get; set; } = new(null);
    public List<ProgramHelper> Helpers { get; } = [];

    /// <summary>Where sines come from: a local may be called Math.</summary>
    public string Functions { get; }
    public bool HasStructs { get; }
    public bool HasSingles { get; }

    /// <summary>The struct has properties, to which nothing refers.</summary>
    public bool IsRecord { get; set; }

    /// <summary>Loops within loops: a helper that loops is called in loops, and programs are to end.</summary>
    public int MostLoops { get; set; } = 2;

    public bool MayLoop => Scope.Loops < MostLoops;
    public bool MayCall => Scope.Loops < MostLoops;
    public string Returns { get; set; } = "double";
    public int Budget { get; set; }

    /// <summary>Of a recursive helper: its name, and the counter that ends it.</summary>
    public ProgramHelper? Self { get; set; }

    /// <summary>The parameter n is in sight.</summary>
    public bool HasLength { get; set; }

    /// <summary>In a local function: no spans, no references from outside.</summary>
    public bool IsInner { get; set; }

    public string Fresh(string stem = "a")
    {
        var name = Functions != "Math" && Pen.Chance(10) && Scope.IsFree("Math") ? "Math" : Functions == "double" && Pen.Chance(5)
            && Scope.IsFree("System") ? "System" : Pen.Name(Scope, stem);
        Scope.Take(name);
        return name;
    }

    public Variable? Find(Sort sort, bool assignable = false)
    {
        var list = Scope.Variables.Where(v => v.Sort == sort && (!assignable || v.IsAssignable)).ToList();
        return list.Count == 0 ? null : Pen.Any<Variable>(list);
    }

    public Memory? FindMemory(bool writable = false, int least = 1, Sort element = Sort.Real, Func<Memory, bool>? where = null)
    {
        var list = Scope.Memories.Where(m => m.Element == element && m.Least >= least && (!writable || m.IsWritable)
            && (where?.Invoke(m) ?? true)).ToList();
        return list.Count == 0 ? null : Pen.Any<Memory>(list);
    }

    /// <summary>In a lambda: it sees what it may capture, and its own parameters.</summary>
    public void Within(bool isStatic, bool isRepeated, IReadOnlyList<Variable> parameters, Action write)
    {
        var (outer, inner, length) = (Scope, IsInner, HasLength);
        Scope = new BlockScope(null) { Loops = outer.Loops + (isRepeated ? 1 : 0) };
        if (!isStatic)
        {
            foreach (var v in outer.Variables.Where(v => !v.IsReference)) Scope.Add(v);
            foreach (var m in outer.Memories.Where(m => m.IsArray)) Scope.Add(m);
            foreach (var c in outer.Counters) Scope.Add(new Variable(c.Name, Sort.Int, false));
        }
        foreach (var p in parameters) Scope.Add(p);
        (IsInner, HasLength) = (true, false);
        write();
        (Scope, IsInner, HasLength) = (outer, inner, length);
    }

    public void Inside(string head, Action body, bool isLoop = false, bool isSwitch = false, Action? declare = null, string after = "")
    {
        Pen.Open(head);
        var outer = Scope;
        Scope = new BlockScope(outer)
        {
            InLoop = outer.InLoop || isLoop,
            InSwitch = !isLoop && (outer.InSwitch || isSwitch),
            Loops = outer.Loops + (isLoop ? 1 : 0),
        };
        declare?.Invoke();
        body();
        Scope = outer;
        Pen.Close(after);
    }
}
