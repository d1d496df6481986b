namespace AutoBackprop.Tests.Programs;

/// <summary>Arrays, spans and views of them, and what moves whole stretches of memory.</summary>
internal sealed class ProgramMoves(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    public void Declare()
    {
        switch (Pen.Next(10))
        {
            case < 4 when context.FindMemory(least: 2) is { } m: View(m); break;
            case 4 when context.HasStructs: Structs(); break;
            case 5 when context.HasSingles: Singles(); break;
            case 6 when context.FindMemory(least: 2) is { } m && (m.IsArray || context.Tries("ToArray")): Copy(m); break;
            default: New(); break;
        }
    }

    private void View(Memory memory)
    {
        var name = context.Fresh("m");
        if (memory.IsArray && Pen.Chance(25))
        {
            Pen.Line($"{Pen.Any("double[]", "var")} {name} = {memory.Name};");
            context.Scope.Add(memory with { Name = name });
            return;
        }
        var (text, extent, least) = context.Places.View(memory, Pen.Next(1, memory.Least + 1));
        var isWritable = memory.IsWritable && Pen.Chance(80);
        Pen.Line($"{(isWritable ? Pen.Any("Span<double>", "var") : memory.IsWritable || Pen.Chance(50) ? "ReadOnlySpan<double>" : "var")} {name} = {text};");
        context.Scope.Add(new Memory(name, extent, least, isWritable, false));
    }

    private void Copy(Memory memory)
    {
        var name = context.Fresh("m");
        var isArray = memory.IsArray;
        var (text, extent, least) = isArray && context.Tries("range of array")
            ? ($"{memory.Name}[1..]", $"{memory.Extent} - 1", memory.Least - 1)
            : isArray && !context.Tries("ToArray") ? ($"(double[]){memory.Name}.Clone()", memory.Extent, memory.Least)
            : ($"{ProgramCalls.Span(memory)}.ToArray()", memory.Extent, memory.Least);
        if (int.TryParse(memory.Extent, out var known)) extent = $"{known - (memory.Least - least)}";
        Pen.Line($"{Pen.Any("double[]", "var")} {name} = {text};");
        context.Scope.Add(new Memory(name, extent, least, true, true));
    }

    private void New()
    {
        var name = context.Fresh("m");
        var extent = context.HasLength && Pen.Chance(65) ? "n" : "4";
        var small = context.Scope.Loops == 0;
        string Four() => $"{Reals.Small(1)}, {Reals.Leaf()}, {Reals.Real(1)}, {Pen.Any("0.5", "1", "0.0", Reals.Leaf())}";
        var (text, isArray) = Pen.Next(9) switch
        {
            0 when small && extent == "4" => ($"Span<double> {name} = stackalloc double[4];", false),
            1 when small && extent == "4" && context.Tries("stackalloc of values") =>
                ($"Span<double> {name} = stackalloc double[] {{ {Four()} }};", false),
            2 when extent == "4" => ($"Span<double> {name} = [{Four()}];", false),
            3 when extent == "4" => ($"double[] {name} = [{Four()}];", true),
            4 when extent == "4" => ($"var {name} = new double[] {{ {Four()} }};", true),
            5 when extent == "4" => ($"var {name} = new[] {{ {Reals.Small(1)}, {Reals.Small(1)}, 0.5, {Reals.Small(0)} }};", true),
            6 => ($"Span<double> {name} = new double[{extent}];", false),
            7 when context.HasLength => ($"var {name} = new double[n + 3].AsSpan({Pen.Next(4)}, {extent});", false),
            _ => ($"{Pen.Any("double[]", "var")} {name} = new double[{extent}];", true),
        };
        Pen.Line(text);
        var memory = context.Scope.Add(new Memory(name, extent, 4, true, isArray));
        if (Pen.Chance(50) && context.FindMemory(where: m => m.Extent == extent && m != memory) is { } source)
            Pen.Line(source.IsArray && isArray && Pen.Chance(50) ? $"{source.Name}.CopyTo({name}, 0);"
                : $"{ProgramCalls.Span(source)}.CopyTo({name});");
    }

    private void Structs()
    {
        var name = context.Fresh("ps");
        var isArray = Pen.Chance(50);
        Pen.Line($"{(isArray ? "S[]" : "Span<S>")} {name} = [{Reals.Struct(1)}, {Reals.Struct(1)}, {Reals.Struct(0)}, {Reals.Struct(0)}];");
        context.Scope.Add(new Memory(name, "4", 4, true, isArray, Sort.Struct));
    }

    private void Singles()
    {
        var name = context.Fresh("fs");
        Pen.Line($"float[] {name} = [(float)({Reals.Small(1)}), 0.5f, (float)({Reals.Leaf()}), 1];");
        context.Scope.Add(new Memory(name, "4", 4, true, true, Sort.Single));
    }

    // ── moving ───────────────────────────────────────────────────────────────────────────────────────────────

    public void One()
    {
        if (context.FindMemory(writable: true, least: 2) is not { } memory) { context.Statements.Assign(); return; }
        var span = ProgramCalls.Span(memory);
        switch (Pen.Next(16))
        {
            case < 3: Pen.Line(Overlapping(memory)); break;
            case 3 or 4 when context.FindMemory(least: 2) is { } source: Pen.Line(Between(source, memory)); break;
            case 5 when context.Tries("Reverse") || Pen.Chance(5): Pen.Line($"{context.Places.View(memory, 2).Text}.Reverse();"); break;
            case 6: Pen.Line($"{context.Places.View(memory, 2).Text}.Fill({Reals.Small(1)});"); break;
            case 7: Pen.Line($"{context.Places.View(memory, 2).Text}.Clear();"); break;
            case 8 when TryCopy(memory) is { } tried: Pen.Line(Pen.Chance(50) ? $"{tried};"
                : $"if ({tried}) {context.Places.Real() ?? context.Places.Element(memory)} += {Reals.Small(1)};"); break;
            case 9 when memory.IsArray: Pen.Line(Pen.Any(context.Tries("Reverse") ? $"Array.Reverse({memory.Name});"
                : $"Array.Clear({memory.Name}, 1, 2);", $"Array.Fill({memory.Name}, {Reals.Small(1)});", $"Array.Clear({memory.Name});",
                    $"Array.Copy({memory.Name}, 0, {memory.Name}, 1, {memory.Least - 1});",
                        $"Array.Copy({memory.Name}, 1, {memory.Name}, 0, {memory.Least - 1});")); break;
            case 10: Pen.Line($"Reset({context.Places.View(memory, 2).Text});"); break;
            case 11 or 12: Pen.Line(InPlace(memory)); break;
            case 13 when context.Tries("Sort"): Pen.Line($"{span}.Sort();"); break;
            default: Pen.Line(Overlapping(memory)); break;
        }
    }

    private string Overlapping(Memory memory)
    {
        var span = ProgramCalls.Span(memory);
        var length = Pen.Next(1, memory.Least);
        return Pen.Next(5) switch
        {
            0 => $"{span}[..{length}].CopyTo({span}[{memory.Least - length}..]);",
            1 => $"{span}[{memory.Least - length}..{memory.Least}].CopyTo({span});",
            2 when context.Find(Sort.Int) is { } j =>
                $"{span}.Slice({j.Name} & 1, {memory.Least - 1}).CopyTo({span}[{Pen.Any("..", "1..")}]);",
            3 => $"{span}[^{length}..].CopyTo({span}[..{length}]);",
            _ => $"{span}[..^1].CopyTo({span}[1..]);",
        };
    }

    private string Between(Memory source, Memory target)
    {
        var length = Math.Min(source.Least, target.Least);
        return $"{ProgramCalls.Span(source)}[..{length}].CopyTo({ProgramCalls.Span(target)}{Pen.Any("", $"[..{length}]", $"[{target.Least - length}..]")});";
    }

    /// <summary>May fail, and says so.</summary>
    public string? TryCopy(Memory target) => context.FindMemory(least: 2) is { } source
        ? $"{context.Places.View(source, 1).Text}.TryCopyTo({context.Places.View(target, 1).Text})" : null;

    private string InPlace(Memory memory)
    {
        var span = ProgramCalls.Span(memory);
        var whole = memory.Least - 1;
        return Pen.Next(6) switch
        {
            0 => $"Linear.Axpy({Reals.Small(1)}, {span}[..{whole}], {span}.Slice({Pen.Any("0", "1")}, {whole}));",
            1 => $"Linear.Scale({Reals.Small(1)}, {span}, {span});",
            2 => $"Activations.Sigmoid({span}, {span});",
            3 => $"Activations.Tanh({span}[..{whole}], {span}[..{whole}]);",
            4 when context.FindMemory(least: memory.Least) is { } other =>
                $"Linear.Axpy({Reals.Small(1)}, {ProgramCalls.Span(other)}[..{whole}], {span}[..{whole}]);",
            _ => $"Linear.Scale({Reals.Leaf()}, {span}[..{whole}], {span}[1..{whole + 1}]);",
        };
    }
}
