namespace AutoBackprop.Tests.Programs;

/// <summary>Random programs as users write them. The seed decides all.</summary>
internal static class ProgramGenerator
{
    /// <summary>Numbers in, numbers out; arrays at most inside.</summary>
    public static ProgramSource Scalar(int seed) => Write(new ProgramContext(seed, hasArrays: false));

    /// <summary>Arrays and spans, read and written.</summary>
    public static ProgramSource Arrays(int seed) => Write(new ProgramContext(seed, hasArrays: true));

    private static ProgramSource Write(ProgramContext context)
    {
        var pen = context.Pen;
        pen.Line("private static readonly double Rate = 0.3;");
        pen.Line("private const double Half = 0.5;");
        if (context.HasStructs) Struct(context);
        foreach (var line in ProgramCalls.Common(context.Tries("IsEmpty")).Split('\n')) if (line.Length > 0) pen.Line(line.Trim());
        context.Topics.Declare();
        for (var i = pen.Next(0, 4); i > 0; i--) Helper(context, i);

        context.Scope = new BlockScope(null);
        context.HasLength = context.HasArrays;
        context.MostLoops = 2;
        var parameters = context.HasArrays ? ArrayParameters(context) : ScalarParameters(context);
        context.Returns = pen.Chance(78) ? "double" : context.HasArrays && pen.Chance(50) ? "void" : context.HasStructs && pen.Chance(30)
            ? "S" : context.HasSingles && pen.Chance(40) ? "float" : "(double, double)";
        if (context.Returns == "void" && !parameters.Any(p => p.Passing is Passing.Writable or Passing.Array)) context.Returns = "double";
        pen.Open($"[Differentiable]\n    public static {context.Returns} F({string.Join(", ", parameters.Select(p => $"{p.Type} {p.Name}"))})");
        foreach (var p in parameters.Where(p => p.Passing == Passing.Out)) pen.Line($"{p.Name} = {context.Reals.Leaf()};");
        foreach (var p in parameters.Where(p => p.Passing == Passing.Out)) context.Scope.Add(new Variable(p.Name,
            Sort.Real) { IsReference = true });
        var j = context.Fresh("j");
        pen.Line($"int {j} = {pen.Next(4)};");
        context.Scope.Add(new Variable(j, Sort.Int));
        if (context.HasArrays && pen.Chance(60)) context.Moves.Declare();
        context.Budget = pen.Chance(10) ? pen.Next(14, 22) : pen.Next(3, 11);
        while (context.Budget > 0) context.Statements.One();
        if (context.HasArrays && context.Returns == "double" && context.FindMemory() is { } m
            && context.Find(Sort.Real, assignable: true) is { } sum)
            pen.Line($"for (int last = 0; last < {m.Name}.Length; last++) {sum.Name} += {m.Name}[last] * {context.Reals.Leaf()};");
        pen.Line(context.Statements.Return());
        pen.Close();
        return new ProgramSource(context.Seed, $"public static partial class P{context.Seed}\n{{\n{pen}}}\n", parameters, context.Returns);
    }

    private static List<ProgramParameter> ScalarParameters(ProgramContext context)
    {
        var pen = context.Pen;
        List<ProgramParameter> list = [];
        for (var i = 0; i < 3; i++)
        {
            var passing = pen.Next(12) switch
            {
                0 => Passing.In, 1 => Passing.Ref, 2 => Passing.Out, 3 => Passing.Pair, 4 when context.HasStructs => Passing.Struct,
                    5 when context.HasSingles => Passing.Single, _ => Passing.Real,
            };
            Add(context, list, passing, pen.Chance(60) ? "xyz"[i].ToString() : null);
        }
        if (list.All(p => p.Passing == Passing.Out)) Add(context, list, Passing.Real, null);
        Add(context, list, Passing.Int, null);
        Add(context, list, Passing.Bool, null);
        return list;
    }

    private static List<ProgramParameter> ArrayParameters(ProgramContext context)
    {
        var pen = context.Pen;
        List<ProgramParameter> list = [];
        Add(context, list, pen.Any(Passing.ReadOnly, Passing.Array, Passing.Writable), pen.Chance(60) ? "a" : null);
        for (var i = pen.Next(1, 3); i > 0; i--) Add(context, list,
            pen.Any(Passing.Writable, Passing.Writable, Passing.Array, Passing.ReadOnly), null);
        Add(context, list, pen.Any(Passing.Real, Passing.Real, Passing.Ref, Passing.In), pen.Chance(50) ? "x" : null);
        if (pen.Chance(30)) Add(context, list, Passing.Real, null);
        if (context.HasStructs && pen.Chance(30)) Add(context, list, Passing.Struct, null);
        if (pen.Chance(20)) Add(context, list, Passing.Ints, null);
        Add(context, list, Passing.Length, "n");
        Add(context, list, Passing.Int, null);
        return list;
    }

    private static void Add(ProgramContext context, List<ProgramParameter> list, Passing passing, string? name)
    {
        if (name is null || !context.Scope.IsFree(name)) name = context.Fresh("p");
        list.Add(new ProgramParameter(name, passing));
        context.Scope.Own(name);
        var scope = context.Scope;
        switch (passing)
        {
            case Passing.Real: scope.Add(new Variable(name, Sort.Real)); break;
            case Passing.Ref: scope.Add(new Variable(name, Sort.Real) { IsReference = true }); break;
            case Passing.In: scope.Add(new Variable(name, Sort.Real, false) { IsReference = true }); break;
            case Passing.Single: scope.Add(new Variable(name, Sort.Single)); break;
            case Passing.Pair: scope.Add(new Variable(name, Sort.Pair)); break;
            case Passing.Struct: scope.Add(new Variable(name, Sort.Struct)); break;
            case Passing.Int: scope.Add(new Variable(name, Sort.Int, context.Pen.Chance(60))); break;
            case Passing.Bool: scope.Add(new Variable(name, Sort.Bool)); break;
            case Passing.ReadOnly: scope.Add(new Memory(name, "n", 4, false, false)); break;
            case Passing.Writable: scope.Add(new Memory(name, "n", 4, true, false)); break;
            case Passing.Array: scope.Add(new Memory(name, "n", 4, context.Pen.Chance(70), true)); break;
            case Passing.Ints: scope.Add(new Memory(name, "n", 4, false, true, Sort.Int)); break;
        }
    }

    private static void Struct(ProgramContext context)
    {
        var pen = context.Pen;
        var isRecord = context.IsRecord = pen.Chance(30);
        pen.Line(isRecord ? "public record struct S(double A, double B)" : "public struct S");
        pen.Open("");
        if (!isRecord)
        {
            pen.Line(pen.Any("public double A, B;", "public double A; public double B;"));
            pen.Line("public S(double a, double b) { A = a; B = b; }");
        }
        pen.Line("public static S operator +(S x, S y) => new S(0.5 * (x.A + y.A), x.B - 0.5 * y.B);");
        pen.Line("public static S operator *(double k, S x) => new S(k * x.A, Math.Sin(k) * x.B);");
        pen.Line("public readonly double Size => Math.Sqrt(1 + A * A + B * B);");
        pen.Line("public readonly double Dot(S other) => A * other.A + B * other.B;");
        pen.Line("public double Turn(double k) { A = Math.Sin(A + k); B *= 0.5; return A - B; }");
        pen.Close();
        pen.Line("public static S Make(double a, double b) => new S(a, b);");
    }

    private static void Helper(ProgramContext context, int number)
    {
        var pen = context.Pen;
        context.Scope = new BlockScope(null);
        var returns = pen.Next(9) switch
        {
            0 => "void", 1 => "(double, double)", 2 when context.HasStructs => "S", 3 when !context.Helpers.Any(h => h.Returns == "int") =>
                "int", 4 => "Span<double>", _ => "double",
        };
        List<Taking> takes = [.. Enumerable.Range(0, pen.Next(1, 4)).Select(_ => pen.Next(16) switch
        {
            0 => Taking.In, 1 or 2 => Taking.Ref, 3 => Taking.Out, 4 or 5 => Taking.Reads, 6 or 7 => Taking.Writes, 8 => Taking.Int,
            9 when context.HasStructs => Taking.Struct, 10 when context.HasStructs => Taking.RefStruct, 11 when context.HasSingles =>
                Taking.Single, _ => Taking.Real,
        })];
        if (returns == "int") takes = [Taking.RefInt];
        if (returns == "Span<double>") takes = [Taking.Writes, .. takes.Take(1).Where(t => t is not (Taking.Reads or Taking.Writes))];
        var name = $"H{number}";
        var recurses = returns is "double" or "(double, double)" or "void" && pen.Chance(25);
        var helper = new ProgramHelper(name, returns, recurses ? [.. takes, Taking.Int] : takes);
        List<string> parameters = [];
        foreach (var t in takes)
        {
            var p = context.Fresh("p");
            var (type, variable) = t switch
            {
                Taking.In => ("in double", new Variable(p, Sort.Real, false) { IsReference = true }),
                Taking.Ref => ("ref double", new Variable(p, Sort.Real) { IsReference = true }),
                Taking.Out => ("out double", new Variable(p, Sort.Real) { IsReference = true }),
                Taking.Int => ("int", new Variable(p, Sort.Int)),
                Taking.RefInt => ("ref int", new Variable(p, Sort.Int) { IsReference = true }),
                Taking.Struct => ("S", new Variable(p, Sort.Struct)),
                Taking.RefStruct => ("ref S", new Variable(p, Sort.Struct) { IsReference = true }),
                Taking.Single => ("float", new Variable(p, Sort.Single)),
                Taking.Reads => ("ReadOnlySpan<double>", null),
                Taking.Writes => ("Span<double>", null),
                _ => ("double", new Variable(p, Sort.Real)),
            };
            parameters.Add($"{type} {p}");
            if (variable is not null) context.Scope.Add(variable);
            else context.Scope.Add(new Memory(p, $"{p}.Length", 2, t == Taking.Writes, false));
        }
        if (recurses)
        {
            parameters.Add("int k");
            context.Scope.Own("k");
            context.Scope.Add(new Variable("k", Sort.Int, false));
        }
        context.Returns = returns;
        var outs = parameters.Where(p => p.StartsWith("out ")).Select(p => p.Split(' ')[^1]).ToList();
        pen.Open($"private static {returns} {name}({string.Join(", ", parameters)})");
        foreach (var p in outs) pen.Line($"{p} = {pen.Any("0.5", "Rate")};");
        if (recurses) pen.Line($"if (k <= 0 || k > 3) {(returns == "void" ? "return;" : returns == "double" ? "return 0.25;" : "return (0.5, Rate);")}");
        context.Self = recurses ? helper : null;
        context.Budget = pen.Next(1, 5);
        context.MostLoops = 1;
        var isSpan = returns == "Span<double>";
        if (isSpan) context.Returns = "double";
        while (context.Budget > 0)
        {
            if (!isSpan) context.Statements.One();
            else { context.Budget--; context.Statements.Assign(); }
        }
        pen.Line(isSpan ? $"return {context.Scope.Memories.First().Name}{pen.Any("", "[1..]", "[..2]")};" : context.Statements.Return());
        pen.Close();
        context.Self = null;
        context.Helpers.Add(helper);
    }
}
