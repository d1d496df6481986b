namespace AutoBackprop.Tests.Programs;

/// <summary>Calls, with and without source, that read or write memory and references.</summary>
internal sealed class ProgramCalls(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;

    /// <summary>A number that a call returns; null where nothing can be called.</summary>
    public string? Real(int depth)
    {
        if (!context.MayCall) return Library(depth);
        if (context.Self is { Returns: not "void" } self && CanCall(self) && context.Scope.Loops == 0 && Pen.Chance(40))
        {
            context.Self = null;
            return Member(self, $"{self.Name}({Arguments(self, depth, ended: true)})");
        }
        if (Pen.Chance(35)) return Library(depth);
        var callable = context.Helpers.Where(h => h.Returns != "void" && h.Returns != "int" && CanCall(h)).ToList();
        if (callable.Count == 0) return Library(depth);
        var helper = Pen.Any<ProgramHelper>(callable);
        return Member(helper, $"{helper.Name}({Arguments(helper, depth)})");
    }

    private string Member(ProgramHelper helper, string call) => helper.Returns switch
    {
        "(double, double)" => $"{call}.Item{Pen.Next(1, 3)}",
        "S" => $"{call}.{Pen.Any("A", "B", "Size")}",
        "Span<double>" => $"{call}[0]",
        _ => call,
    };

    /// <summary>A statement that calls for the effect.</summary>
    public string? Statement()
    {
        var callable = context.Helpers.Where(CanCall).ToList();
        if (callable.Count == 0 || !context.MayCall) return null;
        var helper = Pen.Any<ProgramHelper>(callable);
        var call = $"{helper.Name}({Arguments(helper, 1)})";
        return helper.Returns == "Span<double>" && Pen.Chance(60) ? $"{call}[0] {Pen.Any("=", "+=")} {context.Reals.Small(1)};"
            : $"{call};";
    }

    private bool CanCall(ProgramHelper helper) => helper.Takes.All(t => t switch
    {
        Taking.Ref or Taking.Out => context.Find(Sort.Real, assignable: true) is not null,
        Taking.Reads => context.FindMemory(least: 2) is not null,
        Taking.Writes => context.FindMemory(writable: true, least: 2) is not null,
        Taking.RefInt => context.Find(Sort.Int, assignable: true) is not null,
        Taking.RefStruct => context.Find(Sort.Struct, assignable: true) is not null,
        _ => true,
    });

    private string Arguments(ProgramHelper helper, int depth, bool ended = false)
    {
        // Half of the time all views are of one memory.
        var shared = Pen.Chance(50) ? context.FindMemory(writable: true, least: 2) : null;
        return string.Join(", ", helper.Takes.Select(t => t switch
        {
            Taking.In => Pen.Chance(50) ? context.Reals.Small(depth - 1) : $"in {Variable()}",
            Taking.Ref => $"ref {Place()}",
            Taking.Out => $"out {Place()}",
            Taking.Reads => context.Places.View(shared ?? context.FindMemory(least: 2)!, 2).Text,
            Taking.Writes => context.Places.View(shared ?? context.FindMemory(writable: true, least: 2)!, 2).Text,
            Taking.Int => ended ? "k - 1" : context.Reals.Int(1),
            Taking.RefInt => $"ref {context.Find(Sort.Int, assignable: true)!.Name}",
            Taking.Struct => context.Reals.Struct(depth - 1),
            Taking.RefStruct => $"ref {StructPlace()}",
            Taking.Single => $"(float)({context.Reals.Small(depth - 1)})",
            _ => context.Reals.Small(depth - 1),
        }));
    }

    private string Variable() => Pen.Chance(50) && context.FindMemory() is { } m ? context.Places.Element(m)
        : context.Find(Sort.Real)?.Name is { } v ? v : "Rate";

    private string Place()
    {
        for (var attempt = 0; attempt < 3; attempt++)
            if (context.Places.Real(canRefer: true) is { } place) return place;
        return context.Find(Sort.Real, assignable: true)!.Name;
    }

    private string StructPlace() => Pen.Chance(40) && context.FindMemory(writable: true, element: Sort.Struct) is { } m
        ? context.Places.Element(m) : context.Find(Sort.Struct, assignable: true)!.Name;

    /// <summary>Calls into the package, and calls that derivatives pass by.</summary>
    private string? Library(int depth)
    {
        if (context.FindMemory(least: 2) is not { } memory) return Pen.Chance(50) ? $"Peek(Rate)" : null;
        var view = context.Places.View(memory, 2);
        switch (Pen.Next(9))
        {
            case 0: return $"Linear.Sum({view.Text})";
            case 1:
                // Of one length: the same memory, shifted, or a memory of the same extent.
                if (memory.Least >= 3) return $"Linear.Dot({Span(memory)}[..{memory.Least - 1}], {Span(memory)}.Slice(1, {memory.Least - 1}))";
                return $"Linear.Dot({view.Text}, {view.Text})".Replace("++", "");
            case 2: return $"Linear.Mean({view.Text})";
            case 3: return $"First({view.Text})";
            case 4: return $"Peek({view.Text})";
            case 5: return $"Peek({context.Reals.Leaf()})";
            case 6: return $"TensorPrimitives.{Pen.Any("Sum", "SumOfSquares")}<double>({view.Text})";
            case 7: return $"Total({view.Text})";
            default: return $"Pick({view.Text}, {context.Reals.Int(1)})";
        }
    }

    public static string Span(Memory memory) => memory.IsArray ? $"{memory.Name}.AsSpan()" : memory.Name;

    /// <summary>What every program may call, beside its own helpers.</summary>
    public static string Common(bool isEmpty) => (isEmpty ? "private static double Total(ReadOnlySpan<double> c) => c.IsEmpty ? 0.1 : c[0] + 0.5 * Total(c[1..]);\n" : "private static double Total(ReadOnlySpan<double> c) => c.Length == 0 ? 0.1 : c[0] + 0.5 * Total(c[1..]);\n") + """
            [NoGradient] private static double Peek(double v) => v;
            [NoGradient] private static double Peek(ReadOnlySpan<double> c) => c[0] + 0.5 * c[1];
            [NoGradient] private static void Reset(Span<double> c) { c[0] = 1; c[1] = c[0] * 0.5; for (int i = 2; i < c.Length; i++) c[i] = 0.25; }
            private static double First(ReadOnlySpan<double> c) => c[0] * c[^1];
            private static double Pick(ReadOnlySpan<double> c, int k) { foreach (var v in c) if (k-- <= 0) return v; return c[^1]; }

        """;
}
