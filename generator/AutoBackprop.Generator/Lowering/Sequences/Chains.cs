using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What LINQ makes of sequences without going through them.</summary>
internal sealed class Chains(Scope scope) : Lowerer(scope)
{
    private static Sequence Of(IOperation at, ITypeSymbol element, Func<Run> begin) => new(at.Syntax, element, begin);

    public Sequence Range(Expr start, Expr count, ITypeSymbol element, IOperation at)
    {
        Scope.Searches.ThrowIf(count < Const.Int(0), "ArgumentOutOfRangeException", "count");
        return Scope.Sequences.Of(element, () => new Numbered(count, i => Identities.Simplify(start + i)), at.Syntax);
    }

    public Sequence Repeat(Value value, Expr count, ITypeSymbol element, IOperation at) =>
        Scope.Sequences.Of(element, () => new Numbered(count, _ => value), at.Syntax);

    public Sequence Select(Sequence source, ITypeSymbol element, LinqFunction f, IOperation at) => Of(at, element, () =>
    {
        var run = source.Begin();
        return new Run(v =>
        {
            if (f.TakesNumber) Scope.Iterations.WithNumbers(run, v, (item, i) => v.Do(f.Of(item, i)));
            else run.Each(v with { Do = item => v.Do(f.Of(item)) });
        })
        {
            ByNumber = run.ByNumber?.Then(items => new Numbered(items.Count, i => f.Of(Hold(items.At(i)), i))
            {
                IsQuiet = () => items.IsQuiet() && f.IsQuiet(source.Element),
            }) is { } made ? made with { IsList = made.IsList && !f.TakesNumber } : null,
            IsWalked = () => run.IsWalked() && f.IsQuiet(source.Element),
            HasEnd = run.HasEnd,
            Most = run.Most,
        };
    });

    public Sequence Index(Sequence source, ITypeSymbol element, IOperation at) => Of(at, element, () =>
    {
        var run = source.Begin();
        return new Run(v => Scope.Iterations.WithNumbers(run, v, (item, i) => v.Do(Value.Tuple([i, item]))))
        {
            ByNumber = run.ByNumber?.Then(items => items with { At = i => Value.Tuple([i, items.At(i)]) }) is { } numbered
                ? numbered with { IsList = false } : null,
            Most = run.Most,
        };
    });

    public Sequence Where(Sequence source, LinqFunction holds, IOperation at) => Of(at, source.Element, () =>
    {
        var run = source.Begin();
        void Ask(Visit v, Value item, Expr? i, Action then) => Scope.Choices.Branch(v.At, holds.Of(item, i).Scalar!, then, () => { });
        return new Run(v =>
        {
            if (holds.TakesNumber) Scope.Iterations.WithNumbers(run, v, (item, i) => Ask(v, item, i, () => v.Do(item)));
            else run.Each(v with { Do = item => Ask(v, item, null, () => v.Do(item)) });
        })
        {
            Most = run.Most,
            HasEnd = run.HasEnd || run.ByNumber is { IsList: true } all && all.IsQuiet(),
            Chosen = run.ByNumber is not { } items ? null
                : new Chosen(items, v => Scope.Iterations.WithNumbers(run, v, (item, i) => Ask(v, item, i, () => v.Do(i)))),
        };
    });

    public Sequence SelectMany(Sequence source, LinqFunction inner, LinqFunction? result, ITypeSymbol element, IOperation at) =>
        Of(at, element, () =>
    {
        var run = source.Begin();
        void Inside(Visit v, Value item, Expr? i)
        {
            if (Scope.Sequences.Of(inner.Of(item, i), inner.Result, at) is { } items)
                items.Begin().Each(result is null ? v : v with { Do = of => v.Do(result.Of([item, of])) });
            else Reject(at, "'SelectMany' of a sequence that is not known here", "write two loops");
        }
        return new Run(v =>
        {
            if (inner.TakesNumber) Scope.Iterations.WithNumbers(run, v, (item, i) => Inside(v, item, i));
            else run.Each(v with { Do = item => Inside(v, item, null) });
        });
    });

    public Sequence Zip(IReadOnlyList<Sequence> sources, Func<IEnumerable<Value>, Value> result, ITypeSymbol element, IOperation at) =>
        Of(at, element, () =>
    {
        var runs = sources.Select(s => s.Begin()).ToList();
        if (runs.Count(r => r.ByNumber is null) > 1)
        {
            Reject(at, "'Zip' of two sequences of unknown length", "call 'ToArray' on one of them");
            return Scope.Sequences.RunOf(new Numbered(Const.Int(0), _ => Sequences.Empty(element)));
        }
        // Each is asked where those before it have one more. So the last may take effect, and the first if it is the one that is gone
        // through.
        var driver = runs.Find(r => r.ByNumber is null) ?? (runs[0].ByNumber!.IsQuiet() ? null : runs[0]);
        for (var i = driver == runs[0] ? 1 : 0; i < runs.Count; i++)
            if ((i < runs.Count - 1 || runs[i] == driver) && !Scope.Kept.IsQuiet(runs[i], at))
                Reject(at, "'Zip' of elements that take effect when they are asked for", "call 'ToArray' on them first");
        var least = Hold(runs.Where(r => r != driver).Select(r => r.ByNumber!.Count).Aggregate(Iterations.Smaller)).Scalar!;
        if (driver is null)
        {
            Numbered Zipped(List<Numbered> parts) => new(least, i => result(parts.Select(p => Hold(p.At(i)))))
            {
                IsList = false,
                Settle = parts.Any(p => p.Settle is not null) ? action => Zipped([.. parts.Select(p => p.Settle?.Invoke(action) ?? p)]) : null,
            };
            var items = Zipped([.. runs.Select(r => r.ByNumber!)]);
            var some = sources.Select(s => Sequences.Empty(s.Element).Map(l => Fresh.Hidden(l.Type))).ToList();
            // By number each is asked for alone; who goes through them asks for all before.
            return runs.All(r => r.ByNumber!.IsQuiet()) && Scope.Changes.IsQuiet(() => result(some)) ? Scope.Sequences.RunOf(items)
                : new Run(v => Scope.Iterations.Over(items, v)) { Most = least };
        }
        // The others follow.
        return new Run(v =>
        {
            var done = new object();
            Variables[done] = Const.False;
            Scope.Iterations.WithNumbers(driver, v with { Exits = [.. v.Exits, done] }, (item, i) => Scope.Choices.Branch(v.At, i < least,
                () => v.Do(result(runs.Select(r => r == driver ? item : Hold(r.ByNumber!.At(i))))),
                () => Variables[done] = Const.True));
        }) { Most = least };
    });

    public Sequence Take(Sequence source, Expr count, IOperation at) => Of(at, source.Element, () =>
    {
        var run = source.Begin();
        var most = Iterations.Larger(count, Const.Int(0));
        if (run.ByNumber is { } items)
            return Scope.Sequences.RunOf(items.Then(all => all with { Count = Hold(Iterations.Smaller(most, all.Count)).Scalar! }));
        return new Run(v =>
        {
            var (taken, done) = (new object(), new object());
            (Variables[taken], Variables[done]) = (Const.Int(0), Hold(count <= 0));
            run.Each(new Visit(item =>
            {
                v.Do(item);
                Variables[taken] = Hold(Variables[taken]!.Scalar! + 1);
                Variables[done] = Hold(Variables[taken]!.Scalar! >= count);
            }, [.. v.Exits, done], v.At));
        })
        {
            IsWalked = run.IsWalked,
            Most = run.Most is { } m ? Hold(Iterations.Smaller(most, m)).Scalar : most,
        };
    });

    public Sequence Skip(Sequence source, Expr count, IOperation at) => Of(at, source.Element, () =>
    {
        var run = Scope.Kept.BegunInside(source, "Skip", at);
        if (run.ByNumber is { } items)
        {
            var start = Hold(Iterations.Smaller(Iterations.Larger(count, Const.Int(0)), items.Count)).Scalar!;
            return Scope.Sequences.RunOf(From(items, start));
        }
        void Ask(Visit v, Value item, Expr i) => Scope.Choices.Branch(v.At, i >= count, () => v.Do(item), () => { });
        return new Run(v => Scope.Iterations.WithNumbers(run, v, (item, i) => Ask(v, item, i)))
        {
            Most = run.Most,
        };
    });

    private Numbered From(Numbered items, Expr start) => items.Then(all => all with
    {
        Count = Hold(Identities.Simplify(all.Count - start)).Scalar!,
        At = i => all.At(Identities.Simplify(start + i)),
    });

    private Expr WithoutEnd(Expr length, Expr count) =>
        Hold(Iterations.Larger(Identities.Simplify(length - Iterations.Larger(count, Const.Int(0))), Const.Int(0))).Scalar!;

    // Of a list .NET reads these where they are wanted, not before.
    public Sequence TakeLast(Sequence source, Expr count, IOperation at) => Of(at, source.Element, () =>
    {
        var items = Scope.Kept.ByNumber(Scope.Kept.BegunInside(source, "TakeLast", at), source.Element, at);
        return Scope.Sequences.RunOf(From(items, WithoutEnd(items.Count, count)) with { IsList = false });
    });

    public Sequence SkipLast(Sequence source, Expr count, IOperation at) => Of(at, source.Element, () =>
    {
        var run = source.Begin();
        // It hands over an element when it has read some more.
        Scope.Kept.Quiet(run, "SkipLast", at);
        var items = Scope.Kept.ByNumber(run, source.Element, at);
        return Scope.Sequences.RunOf(items.Then(all => all with { Count = WithoutEnd(all.Count, count) }) with { IsList = false });
    });

    public Sequence TakeWhile(Sequence source, LinqFunction holds, IOperation at) => Of(at, source.Element, () =>
    {
        var run = source.Begin();
        return new Run(v =>
        {
            var done = new object();
            Variables[done] = Const.False;
            Scope.Iterations.WithNumbers(run, v with { Exits = [.. v.Exits, done] }, (item, i) =>
                Scope.Choices.Branch(v.At, holds.Of(item, i).Scalar!, () => v.Do(item), () => Variables[done] = Const.True));
        }) { Most = run.Most };
    });

    public Sequence SkipWhile(Sequence source, LinqFunction holds, IOperation at) => Of(at, source.Element, () =>
    {
        var run = source.Begin();
        return new Run(v =>
        {
            var begun = new object();
            Variables[begun] = Const.False;
            Scope.Iterations.WithNumbers(run, v, (item, i) =>
            {
                Scope.Choices.Branch(v.At, Variables[begun]!.Scalar!, () => { },
                    () => Variables[begun] = Hold(Ops.Not(holds.Of(item, i).Scalar!)));
                Scope.Choices.Branch(v.At, Variables[begun]!.Scalar!, () => v.Do(item), () => { });
            });
        }) { Most = run.Most };
    });

    public Sequence Concat(Sequence first, Sequence second, IOperation at) => Of(at, first.Element, () =>
    {
        var (a, b) = (first.Begin(), second.Begin());
        return new Run(v =>
        {
            a.Each(v);
            Scope.Choices.Branch(v.At, Ops.Not(Scope.Statements.AnyOf(v.Exits)), () => b.Each(v), () => { });
        })
        {
            ByNumber = a.ByNumber is { } x && b.ByNumber is { } y ? Joined(x, y, at) : null,
            IsWalked = () => false,
            WasBegunQuietly = () => Kept.WereBegunQuietly(a, b),
            Most = a.Most is { } m && b.Most is { } n ? Identities.Simplify(m + n) : null,
        };
    });

    private Numbered Joined(Numbered x, Numbered y, IOperation at) => new(Identities.Simplify(x.Count + y.Count), i =>
        Scope.Choices.Choose(at, i < x.Count, () => Hold(x.At(i)), () => Hold(y.At(Hold(i - x.Count).Scalar!)))!)
    {
        IsQuiet = () => x.IsQuiet() && y.IsQuiet(),
        IsList = false,
        Settle = (x.Settle ?? y.Settle) is null ? null
            : action => Joined(x.Settle?.Invoke(action) ?? x, y.Settle?.Invoke(action) ?? y, at),
    };

    public Sequence DefaultIfEmpty(Sequence source, Value value, IOperation at) => Of(at, source.Element, () =>
    {
        var run = source.Begin();
        return new Run(v =>
        {
            var any = new object();
            Variables[any] = Const.False;
            run.Each(v with { Do = item => { Variables[any] = Const.True; v.Do(item); } });
            Scope.Choices.Branch(v.At, Variables[any]!.Scalar!, () => { }, () => v.Do(value));
        })
        {
            IsWalked = () => false,
            WasBegunQuietly = () => Kept.WereBegunQuietly(run),
            Most = run.Most is { } most ? Iterations.Larger(most, Const.Int(1)) : null,
        };
    });

    public Sequence Reverse(Sequence source, IOperation at) => Scope.Kept.Buffered(source,
        items => items with { At = i => items.At(Hold(Identities.Simplify(items.Count - 1 - i)).Scalar!) }, _ => true, at);

    public Sequence Chunk(Sequence source, Expr size, ITypeSymbol element, IOperation at) => Of(at, element, () =>
    {
        var run = source.Begin();
        // LINQ makes them one by one.
        Scope.Kept.Quiet(run, "Chunk", at);
        var array = Named(Scope.Kept.Array(run, source.Element, at).Scalar!);
        var length = Hold(Ops.Length(array)).Scalar!;
        var chunks = new Numbered(Hold((length + size - 1) / size).Scalar!, i =>
        {
            var start = Hold(i * size).Scalar!;
            var part = Hold(Iterations.Smaller(size, Identities.Simplify(length - start))).Scalar!;
            return new Slice(array, start, part, IrType.SpanOf(Types.Of(source.Element)));
        });
        // LINQ reads each where it is reached, all of them were read here.
        Value Read() => source.Begin().ByNumber is { } items ? Hold(items.At(Fresh.Hidden(IrType.Int))) : Const.False;
        return Scope.Sequences.RunOf(chunks with
        {
            Settle = action =>
            {
                if (Scope.Changes.MayAlter(action, Read)) Reject(at, "'Chunk' of elements that the loop changes", "call 'ToArray' on them first");
                return chunks;
            },
        });
    });
}
