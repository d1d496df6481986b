using System.Globalization;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Reads a method of the IR as <see cref="Dump"/> writes it. The first letter of a name is its type, as in Fortran: i to n are whole numbers, u to w
/// are spans of reals, q is a truth value, all others are reals. A # before it makes it a temporary of ours.</summary>
internal sealed class IrText
{
    private readonly List<(int Indent, string Text)> _lines;
    private string _text = "";
    private int _line, _at, _last;

    private IrText(string text) => _lines = [.. from line in text.ReplaceLineEndings("\n").Split('\n')
                                               where line.Trim().Length > 0
                                               select (line.Length - line.TrimStart().Length, line.Trim())];

    /// <summary>First its parameters, at last what it returns.</summary>
    public static Method Read(string text)
    {
        var reader = new IrText(text);
        var parameters = reader.Next().Split(", ").Select(p => reader.Variable(p)).ToArray();
        var body = reader.Block(reader._lines[1].Indent);
        reader.Begin(reader.Next()["return ".Length..]);
        var results = reader.List(IrType.Double, "\n");
        return new Method("F", parameters, parameters.Select(p => p.Type.IsReal || p.Type.IsArray).ToArray(), body, results) { NextId = reader._last + 1 };
    }

    /// <summary>The steps and what is returned, a line each.</summary>
    public static string Write(Method method) => string.Join("\n", Dump.Text(method).ReplaceLineEndings("\n").TrimEnd().Split('\n').Skip(1).Select(l => l[2..]))
        .Replace("\u0001", "", StringComparison.Ordinal).Replace("\u0002", "", StringComparison.Ordinal);

    // ── steps ────────────────────────────────────────────────────────────────────────────────────────────────

    private string Next() => _lines[_line++].Text;

    private Block Block(int indent)
    {
        var steps = new List<Stmt>();
        while (_line < _lines.Count && _lines[_line].Indent == indent && _lines[_line].Text.Split(' ')[0] is not ("else" or "return")) steps.Add(Step(Next(), indent));
        return new Block(steps.ToArray());
    }

    private Stmt Step(string text, int indent)
    {
        Begin(text);
        if (Takes("for "))
        {
            var (index, from, to, step) = (Name("="), Read(IrType.Int), Read(IrType.Int, "to"), int.Parse(Until(" step ", "[\n")));
            return new For(index, from, to, step, Carried(), Block(indent + 2));
        }
        if (Takes("while "))
        {
            var condition = Read(IrType.Bool);
            return new While(Carried(), condition, Block(indent + 2));
        }
        if (Takes("if "))
        {
            var condition = Read(IrType.Bool);
            var results = new List<Phi>();
            for (Takes("→"); !Ends("\n"); Takes(","))
            {
                var target = Name("=");
                results.Add(new Phi(target, Read(target.Type), Read(target.Type, "|")));
            }
            var then = Block(indent + 2);
            if (_lines[_line].Text == "else") _line++;
            return new If(condition, then, Block(indent + 2), results.ToArray());
        }
        var place = Atom(IrType.Double);
        if (Takes("+=")) return place is Load sum ? new Accumulate(sum.Array, sum.Indices, Read(sum.Type)) : throw new FormatException(text);
        if (!Takes("=")) throw new FormatException(text);
        if (place is Load element) return new Store(element.Array, element.Indices, Read(element.Type));
        return Takes("new[") ? new Allocate((Var)place, Read(IrType.Int)) : new Let((Var)place, Read(place.Type));
    }

    private Carried[] Carried()
    {
        var carried = new List<Carried>();
        while (Takes("["))
        {
            var variable = Name(":");
            carried.Add(new Carried(variable, Read(variable.Type), Read(variable.Type, ", then"), Variable(Until("→", "]"))));
            Takes("]");
        }
        return [.. carried];
    }

    // ── values ───────────────────────────────────────────────────────────────────────────────────────────────

    private void Begin(string text) => (_text, _at) = (text + "\n", 0);

    private bool Takes(string word)
    {
        while (_text[_at] == ' ') _at++;
        if (string.CompareOrdinal(_text, _at, word.Trim(), 0, word.Trim().Length) != 0) return false;
        _at += word.Trim().Length;
        return true;
    }

    private string Until(string before, string ends)
    {
        Takes(before);
        var begin = _at;
        while (!ends.Contains(_text[_at])) _at++;
        return _text[begin.._at].Trim();
    }

    private Var Name(string then) => Until("", then[..1]) is var name && Takes(then) ? Variable(name) : throw new FormatException(_text);

    private Var Variable(string text)
    {
        var (name, id) = (text[..text.IndexOf('.')], int.Parse(text[(text.IndexOf('.') + 1)..]));
        _last = Math.Max(_last, id);
        var type = char.ToLowerInvariant(name.TrimStart('#')[0]) switch { >= 'i' and <= 'n' => IrType.Int, >= 'u' and <= 'w' => IrType.SpanOf(IrType.Double), 'q' => IrType.Bool, _ => IrType.Double };
        return new Var(name, id, type) { IsHidden = name[0] == '#' };
    }

    private Expr[] List(IrType type, string end)
    {
        var list = new List<Expr>();
        while (!Ends(end)) { list.Add(Read(type)); Takes(","); }
        return [.. list];
    }

    private bool Ends(string end)
    {
        while (_text[_at] == ' ') _at++;
        return _text[_at] == end[0] && ++_at > 0;
    }

    private Expr Read(IrType type, string after = "") => Takes(after) || after.Length == 0 ? Atom(type) : throw new FormatException(_text);

    private Expr Atom(IrType type)
    {
        Takes("");
        var begin = _at;
        while (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '#') _at++;
        var word = _text[begin.._at];
        if (double.TryParse(word, CultureInfo.InvariantCulture, out var number)) return new Const(number, type);
        if (_text[_at] == '(') return Operation(word, type);
        Expr value = Variable(word);
        while (value.Type.IsArray && Takes("["))
        {
            var first = Atom(IrType.Int);
            value = Takes(", +") ? new Slice(value, first, Atom(IrType.Int), value.Type) : new Load(value, new[] { first }, value.Type.Element!);
            Takes("]");
        }
        return value;
    }

    // A comparison says nothing of its operands, but one that is no constant does.
    private Apply Operation(string op, IrType type)
    {
        Takes("(");
        var args = List(type, ")");
        var isTruth = op is Op.Gt or Op.Lt or Op.Ge or Op.Le or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not;
        var of = args.FirstOrDefault(a => a is not Const)?.Type ?? (isTruth ? IrType.Double : type);
        if (op is not Op.Select) args = [.. args.Select(a => a is Const c ? c with { Type = of } : a)];
        return new Apply(op, args, isTruth ? IrType.Bool : op is Op.Length ? IrType.Int : op is Op.Select or Op.Cast ? type : of);
    }
}
