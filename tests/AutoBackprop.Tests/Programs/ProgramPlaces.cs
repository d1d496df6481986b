namespace AutoBackprop.Tests.Programs;

/// <summary>What can be written to, and the indices of it, some with effects.</summary>
internal sealed class ProgramPlaces(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;

    /// <summary>A real number that may be assigned.</summary>
    public string? Real(bool canRefer = false)
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var place = Pen.Next(12) switch
            {
                0 or 1 or 2 or 3 => context.Find(Sort.Real, assignable: true)?.Name,
                4 or 5 or 6 or 7 => context.FindMemory(writable: true) is { } m ? Element(m) : null,
                8 when !(canRefer && context.IsRecord) => context.Find(Sort.Struct, assignable: true) is { } s ? $"{s.Name}.{Pen.Any("A", "B")}" : null,
                9 when !(canRefer && context.IsRecord) => context.FindMemory(writable: true, element: Sort.Struct) is { } m ? $"{Element(m)}.{Pen.Any("A", "B")}" : null,
                10 => context.Find(Sort.Pair, assignable: true) is { } p ? $"{p.Name}.{Pen.Any("a", "c")}" : null,
                _ when !canRefer && context.Tries("ref choice") && context.Find(Sort.Real, assignable: true) is { } a
                    && context.Find(Sort.Real, assignable: true) is { } b
                    => $"({context.Reals.Bool(0)} ? ref {a.Name} : ref {b.Name})",
                _ => null,
            };
            if (place is not null) return place;
        }
        return context.Find(Sort.Real, assignable: true)?.Name;
    }

    public string Element(Memory memory) => $"{memory.Name}[{Index(memory)}]";

    /// <summary>In range, whatever it does on the way.</summary>
    public string Index(Memory memory, bool withEffects = true)
    {
        var counters = context.Scope.Counters.Where(c => c.Extent == memory.Extent).ToList();
        if (counters.Count > 0 && Pen.Chance(65))
        {
            var counter = Pen.Any<Counter>(counters);
            return Pen.Next(10) switch
            {
                0 => $"{memory.Extent} - 1 - {counter.Name}",
                1 => $"({counter.Name} + {Pen.Next(1, 4)}) % {(memory.Extent.Contains(' ') ? $"({memory.Extent})" : memory.Extent)}",
                2 when counter.First > 0 => $"{counter.Name} - 1",
                3 => $"{(context.Functions == "double" ? "int" : context.Functions)}.Max({counter.Name} - 1, 0)",
                4 => $"^({counter.Name} + 1)",
                _ => counter.Name,
            };
        }
        var least = memory.Least;
        var mask = least >= 8 ? 7 : least >= 4 ? 3 : least >= 2 ? 1 : 0;
        if (mask == 0) return Pen.Any("0", "0", "^1");
        var j = context.Find(Sort.Int, assignable: true)?.Name;
        return Pen.Next(14) switch
        {
            0 or 1 => $"{Pen.Next(least)}",
            2 => $"^{Pen.Next(1, least + 1)}",
            3 or 4 when j is not null && withEffects => $"{j}++ & {mask}",
            5 when j is not null && withEffects => $"{j} = {Pen.Next(least)}",
            6 when j is not null && withEffects => $"--{j} & {mask}",
            7 when j is not null && withEffects => $"({j} {Pen.Any("+=", "-=", "^=", "=")} {Pen.Next(1, 4)}) & {mask}",
            8 when withEffects && context.MayCall && context.Helpers.FirstOrDefault(h => h.Returns == "int") is { } h
                && context.Find(Sort.Int, assignable: true) is { } at
                => $"{h.Name}(ref {at.Name}) & {mask}",
            9 when withEffects => $"Trace.Note({Pen.Next(least)})",
            10 => $"({context.Reals.Int(1)}) & {mask}",
            _ => context.Find(Sort.Int) is { } v ? $"{v.Name} & {mask}" : $"{Pen.Next(least)}",
        };
    }

    /// <summary>Part of a memory as a span. Of an array a range would be a copy.</summary>
    public (string Text, string Extent, int Least) View(Memory memory, int least)
    {
        var dot = memory.IsArray ? $"{memory.Name}.AsSpan()" : memory.Name;
        var room = memory.Least - least;
        if (room <= 0 || Pen.Chance(25)) return (dot, memory.Extent, memory.Least);
        var length = Pen.Next(least, memory.Least + 1);
        switch (Pen.Next(7))
        {
            case 0: return ($"{dot}[..{length}]", $"{length}", length);
            case 1: return ($"{dot}[^{length}..]", $"{length}", length);
            case 2:
                var skipped = Pen.Next(1, room + 1);
                var extent = int.TryParse(memory.Extent, out var known) ? $"{known - skipped}" : $"{memory.Extent} - {skipped}";
                return (memory.IsArray ? $"{memory.Name}.AsSpan({skipped})"
                    : Pen.Any($"{memory.Name}[{skipped}..]", $"{memory.Name}.Slice({skipped})"), extent, memory.Least - skipped);
            case 3 when room >= 1 && context.Find(Sort.Int) is { } j:
                length = Math.Min(length, memory.Least - 1);
                return (memory.IsArray ? $"{memory.Name}.AsSpan({j.Name} & 1, {length})" : $"{memory.Name}.Slice({j.Name} & 1, {length})",
                    $"{length}", length);
            case 4 when room >= 1 && context.Find(Sort.Int, assignable: true) is { } j:
                length = Math.Min(length, memory.Least - 1);
                return ($"{dot}.Slice({j.Name}++ & 1, {length})", $"{length}", length);
            case 5 when room >= 1:
                return ($"{dot}[{1}..{length + (length < memory.Least ? 1 : 0)}]", length < memory.Least ? $"{length}" : $"{length - 1}",
                    length < memory.Least ? length : length - 1);
            default:
                var start = Pen.Next(0, memory.Least - length + 1);
                return ($"{dot}.Slice({start}, {length})", $"{length}", length);
        }
    }
}
