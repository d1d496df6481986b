using System.Text.RegularExpressions;

namespace AutoBackprop.Tests.Programs;

/// <summary>Chains of LINQ, as methods and as queries.</summary>
internal sealed class ProgramQueries(ProgramContext context)
{
    private readonly ProgramLambdas _lambdas = new(context);

    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    /// <summary>A sequence of numbers, and how many it has at least.</summary>
    private (string Text, int Least) Sequence(int depth)
    {
        var (text, least) = Source(depth);
        for (var steps = Pen.Next(0, 3); steps > 0; steps--)
        {
            switch (Pen.Next(14))
            {
                case 0 or 1 or 2: text += $".Select({Of(1, depth)})"; break;
                case 3 or 4:
                    text += $".Where({Lambda(1, v => $"{v} => {Condition(v)}")})";
                    least = 0;
                    break;
                case 5 when depth > 0:
                    var (other, most) = Sequence(depth - 1);
                    text += $".Zip({other}, {Of(2, depth)})";
                    least = Math.Min(least, most);
                    break;
                case 6:
                    text += ".Skip(1)";
                    least = Math.Max(0, least - 1);
                    break;
                case 7:
                    var taken = Pen.Next(1, 4);
                    text += $".Take({taken})";
                    least = Math.Min(least, taken);
                    break;
                case 8 when depth > 0:
                    var (next, count) = Sequence(depth - 1);
                    text += $".Concat({next})";
                    least += count;
                    break;
                case 9:
                    text += $".{Pen.Any("Append", "Prepend")}({Reals.Small(0)})";
                    least++;
                    break;
                case 10 when text.EndsWith(')'): text += ".Reverse()"; break;
                case 11: text += Indexed(depth); break;
                case 12:
                    text += $".{Pen.Any("TakeWhile", "SkipWhile")}({Lambda(1, v => $"{v} => {Condition(v)}")})";
                    least = 0;
                    break;
            }
        }
        return (text, least);
    }

    private string Condition(string v) => Pen.Next(4) switch
    {
        0 => $"{v} > {Reals.Leaf()}",
        1 => $"{v} < 0.4 && {Reals.Bool(0)}",
        2 => $"{context.Functions}.Abs({v}) > 0.2",
        _ => Reals.Bool(1),
    };

    private string Lambda(int count, Func<string, string> text) => _lambdas.Lambda(count, text, isRepeated: true);

    private string Of(int count, int depth) => Lambda(count, v =>
    {
        var first = v.Split(',')[0];
        var body = Pen.Next(4) switch
        {
            0 => $"{first} * {Reals.Small(0)}",
            1 => $"{context.Functions}.Sin({first}) + 0.0",
            2 when count > 1 => $"{first} * {v.Split(',')[1].Trim()}",
            _ => $"{Reals.Small(Math.Min(depth, 1))} + 0.0",
        };
        return $"{(count > 1 ? $"({v})" : v)} => {body}";
    });

    private string Indexed(int depth)
    {
        var (v, i) = (context.Fresh("v"), context.Fresh("i"));
        var text = "";
        context.Within(false, true, [new Variable(v, Sort.Real), new Variable(i, Sort.Int, false)], () => text =
            $".Select(({v}, {i}) => {Pen.Any($"{v} * {i}", $"{v} * {Reals.Small(Math.Min(depth, 1))}", $"{i} % 2 == 0 ? {v} : {Reals.Small(0)} + 0.0")})");
        return text;
    }

    private (string Text, int Least) Source(int depth)
    {
        var arrays = context.FindMemory(where: m => m.IsArray);
        switch (Pen.Next(8))
        {
            case < 4 when arrays is not null: return (arrays.Name, arrays.Least);
            case 4 when context.Find(Sort.List) is { } list: return (list.Name, 3);
            case 5 when context.FindMemory(where: m => !m.IsArray) is { } span: return ($"{span.Name}.ToArray()", span.Least);
            case 6:
                var count = Pen.Next(1, 5);
                return ($"Enumerable.Repeat({Reals.Small(0)}, {count})", count);
            case 7: return ($"new double[] {{ {Reals.Small(1)}, {Reals.Leaf()}, {Reals.Small(0)} }}", 3);
            default:
                var (i, n) = (context.Fresh("i"), Pen.Next(2, 5));
                var text = "";
                context.Within(false, true, [new Variable(i, Sort.Int, false)], () => text =
                    $"Enumerable.Range({Pen.Next(3)}, {n}).Select({i} => {Pen.Any($"0.25 * {i}", $"{Reals.Small(Math.Min(depth, 1))} + 0.0", $"{i} * {Reals.Small(0)}")})");
                return (text, n);
        }
    }

    public string? Real(int depth)
    {
        if (depth <= 0 || !context.MayLoop) return null;
        if (Pen.Chance(15) && Query(depth) is { } query) return query;
        var (text, least) = Sequence(depth - 1);
        // Of nothing: an exception, as rarely as it is meant.
        if (least == 0 && !Pen.Chance(8))
            return Pen.Next(6) switch
            {
                0 => $"{text}.Sum({Of(1, depth - 1)})",
                1 => $"{text}.Aggregate({Reals.Small(0)} + 0.0, {Of(2, depth - 1)})",
                2 => $"0.1 * {text}.Count()",
                3 => $"{text}.{Pen.Any("FirstOrDefault", "LastOrDefault")}()",
                4 => $"{text}.DefaultIfEmpty({Reals.Small(0)} + 0.0).{Pen.Any("Average", "Max", "Min", "Sum")}()",
                _ => $"{text}.Sum()",
            };
        return Pen.Next(16) switch
        {
            0 or 1 or 2 => $"{text}.Sum({Of(1, depth - 1)})",
            3 => $"{text}.Average()",
            4 => $"{text}.Average({Of(1, depth - 1)})",
            5 => $"{text}.{Pen.Any("Max", "Min")}()",
            6 => $"{text}.{Pen.Any("Max", "Min")}({Of(1, depth - 1)})",
            7 => $"{text}.Aggregate({Of(2, depth - 1)})",
            8 => $"{text}.Aggregate({Reals.Small(0)} + 0.0, {Of(2, depth - 1)})",
            9 => $"{text}.{Pen.Any("First", "Last")}()",
            10 when least > 0 => $"{text}.ElementAt({Pen.Next(least)})",
            11 => $"0.1 * {text}.Count({Lambda(1, v => $"{v} => {Condition(v)}")})",
            12 => $"({text}.{Pen.Any("Any", "All")}({Lambda(1, v => $"{v} => {Condition(v)}")}) ? {Reals.Small(0)} : {Reals.Small(0)})",
            13 => $"{text}.First({Lambda(1, v => $"{v} => {v} > -5")})",
            _ => $"{text}.Sum()",
        };
    }

    private string? Query(int depth)
    {
        var (source, _) = Source(depth - 1);
        var v = context.Fresh("v");
        var text = "";
        context.Within(false, true, [new Variable(v, Sort.Real, false)], () =>
        {
            var body = Pen.Any($"where {Condition(v)} ", "", $"let w0 = {v} * {Reals.Small(0)} ");
            var result = body.StartsWith("let") ? "w0 + 0.5 * " + v : $"{v} * {Reals.Small(0)}";
            text = $"(from {v} in {source} {body}select {result}).Sum()";
        });
        // In a query its words are no names.
        return Regex.Count(text, @"\bfrom\b") > 1 ? null : text;
    }

    public bool Statement()
    {
        if (context.IsInner || !context.MayLoop) return false;
        var (text, least) = Sequence(1);
        switch (Pen.Next(5))
        {
            case 0 or 1 when least > 0:
                var name = context.Fresh("m");
                Pen.Line($"{Pen.Any("double[]", "var")} {name} = {text}.ToArray();");
                context.Scope.Add(new Memory(name, $"{name}.Length", least, true, true));
                return true;
            case 2 when least > 2:
                var list = context.Fresh("list");
                Pen.Line($"{Pen.Any("List<double>", "var")} {list} = {text}.ToList();");
                context.Scope.Add(new Variable(list, Sort.List));
                return true;
            default:
                var v = context.Fresh("v");
                context.Inside($"foreach ({Pen.Any("double", "var")} {v} in {text})", () => context.Statements.Block(Pen.Next(1, 3)),
                    isLoop: true, declare: () => context.Scope.Add(new Variable(v, Sort.Real, false)));
                return true;
        }
    }
}
