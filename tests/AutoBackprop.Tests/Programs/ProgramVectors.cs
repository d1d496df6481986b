namespace AutoBackprop.Tests.Programs;

/// <summary>Numbers of System.Numerics.</summary>
internal sealed class ProgramVectors(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    private string Vector(int depth)
    {
        var local = context.Find(Sort.Vector)?.Name;
        return Pen.Next(12) switch
        {
            0 when depth > 0 => $"({Vector(depth - 1)} + {Vector(depth - 1)})",
            1 when depth > 0 => $"({Vector(depth - 1)} - {Vector(depth - 1)})",
            2 when depth > 0 => $"({Single(depth - 1)} * {Vector(depth - 1)})",
            3 when depth > 0 => $"Vector3.Cross({Vector(depth - 1)}, {Vector(depth - 1)})",
            4 when depth > 0 => $"Vector3.Normalize({Vector(depth - 1)} + new Vector3(3))",
            5 when depth > 0 => $"Vector3.Lerp({Vector(depth - 1)}, {Vector(depth - 1)}, {Single(0)})",
            6 when depth > 0 => $"({Vector(depth - 1)} * {Vector(depth - 1)})",
            7 when depth > 0 => $"(-{Vector(depth - 1)})",
            8 => Pen.Any("Vector3.UnitX", "Vector3.One", "Vector3.Zero", "Vector3.UnitZ"),
            9 or 10 when local is not null => local,
            _ => $"new Vector3({Single(depth)}, {Single(depth)}, {Single(0)})",
        };
    }

    private string Single(int depth) => $"(float)({Reals.Small(depth - 1)})";

    public string? Real(int depth) => Pen.Next(5) switch
    {
        0 when depth > 0 => $"(double)Vector3.Dot({Vector(depth - 1)}, {Vector(depth - 1)})",
        1 when depth > 0 => $"(double)({Vector(depth - 1)} + new Vector3(2, 3, 2)).{Pen.Any("Length()", "LengthSquared()")}",
        2 or 3 when context.Find(Sort.Vector) is { } v => $"(double){v.Name}.{Pen.Any("X", "Y", "Z")}",
        4 when context.Find(Sort.Vector) is { } v => $"(double){v.Name}[{Pen.Next(3)}]",
        _ => null,
    };

    public bool Statement()
    {
        switch (Pen.Next(6))
        {
            case 0 or 1:
                var v = context.Fresh("vec");
                Pen.Line($"{Pen.Any("var", "Vector3")} {v} = {Vector(2)};");
                context.Scope.Add(new Variable(v, Sort.Vector));
                return true;
            case 2 when context.Find(Sort.Vector, assignable: true) is { } w:
                Pen.Line($"{w.Name} {Pen.Any("=", "+=", "-=")} {Vector(1)};");
                return true;
            case 3 when context.Find(Sort.Vector, assignable: true) is { } w:
                Pen.Line($"{w.Name}.{Pen.Any("X", "Y", "Z")} {Pen.Any("=", "+=", "*=")} {Single(1)};");
                return true;
            case 4 when context.Find(Sort.Vector, assignable: true) is { } w:
                Pen.Line($"{w.Name} *= {Single(1)};");
                return true;
            default: return false;
        }
    }
}
