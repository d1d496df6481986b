namespace AutoBackprop.Tests.Programs;

/// <summary>What a program has beside numbers, memory and calls.</summary>
[Flags]
internal enum Topic { None = 0, Queries = 1, Lambdas = 2, Objects = 4, Lists = 8, Families = 16, Vectors = 32 }

/// <summary>The wider language: each program has few of its parts, so that it stays small.</summary>
internal sealed class ProgramTopics(ProgramContext context)
{
    private readonly ProgramLambdas _lambdas = new(context);
    private readonly ProgramQueries _queries = new(context);
    private readonly ProgramObjects _objects = new(context);
    private readonly ProgramLists _lists = new(context);
    private readonly ProgramFamilies _families = new(context);
    private readonly ProgramVectors _vectors = new(context);

    private ProgramPen Pen => context.Pen;

    public Topic All { get; } = context.Pen.Chance(40) ? Topic.None : Of(context.Pen) | (context.Pen.Chance(40) ? Of(context.Pen) : 0);

    private static Topic Of(ProgramPen pen) => (Topic)(1 << pen.Next(6));

    /// <summary>Types and methods that the topics need, before all others.</summary>
    public void Declare()
    {
        if (Has(Topic.Lambdas)) foreach (var line in ProgramLambdas.Common.Split('\n')) Pen.Line(line.Trim());
        if (Has(Topic.Objects)) _objects.Types();
        if (Has(Topic.Lists)) _lists.Methods();
        if (Has(Topic.Families)) _families.Types();
    }

    /// <summary>Null where the program has no topic, or this place none for it.</summary>
    public string? Real(int depth) => One() switch
    {
        Topic.Queries => _queries.Real(depth),
        Topic.Lambdas => _lambdas.Real(depth),
        Topic.Objects => _objects.Real(depth),
        Topic.Lists => _lists.Real(depth),
        Topic.Families => _families.Real(depth),
        Topic.Vectors => _vectors.Real(depth),
        _ => null,
    };

    public bool Statement() => One() switch
    {
        Topic.Queries => _queries.Statement(),
        Topic.Lambdas => _lambdas.Statement(),
        Topic.Objects => _objects.Statement(),
        Topic.Lists => _lists.Statement(),
        Topic.Families => _families.Statement(),
        Topic.Vectors => _vectors.Statement(),
        _ => false,
    };

    public bool Has(Topic topic) => (All & topic) != 0;

    private Topic One()
    {
        var all = Enum.GetValues<Topic>().Where(t => t != Topic.None && Has(t)).ToList();
        return all.Count == 0 ? Topic.None : Pen.Any<Topic>(all);
    }
}
