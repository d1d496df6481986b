#!/usr/bin/env bash
# .NET 10 (System.Linq), with and without UseSizeOptimizedLinq, which NativeAOT and file-based apps switch on: for how many of six elements a
# lambda runs that stands in front, where one asks for the midst or the end of a sequence. The same program runs it another number of times
# when it is published ahead of time: Select(f).Last() once or six times, Select(f).Any() never or once. Nor is it told by what was asked:
# Append(x).Last() runs none, Concat(b).Count() none or all, Prepend(x).ElementAt(2) one or two, Reverse().First() one or six.
# Guessed: lists reach what is asked for, all else is gone through from its beginning, in both.
. "$(dirname "$0")/expect.sh"
program=$(cat <<'CS'
var (ran, p) = (0, new double[] { 1, 2, 3, 4, 5, 6 });
IEnumerable<double> Counted() => p.Select(x => { ran++; return x; });
int Ran(Action ask) { ran = 0; ask(); return ran; }
foreach (var (name, of) in new (string, Func<IEnumerable<double>>)[]
{
    ("Select", Counted), ("Append", () => Counted().Append(9)), ("Prepend", () => Counted().Prepend(9)), ("Concat", () => Counted().Concat(p)),
    ("Reverse", () => Counted().Reverse()),
})
    Console.WriteLine($"{name}: Skip(2) {Ran(() => { foreach (var _ in of().Skip(2)) { } })}, First {Ran(() => of().First())}, "
        + $"Last {Ran(() => of().Last())}, ElementAt(2) {Ran(() => of().ElementAt(2))}, Any {Ran(() => of().Any())}, Count {Ran(() => of().Count())}, "
        + $"TakeLast(2) {Ran(() => { foreach (var _ in of().TakeLast(2)) { } })}, SkipLast(2) {Ran(() => { foreach (var _ in of().SkipLast(2)) { } })}");
CS
)
printf '#:property UseSizeOptimizedLinq=false\n%s\n' "$program" | (expect 'Select: Skip(2) 4, First 1, Last 1, ElementAt(2) 1, Any 0, Count 6, TakeLast(2) 2, SkipLast(2) 4
Append: Skip(2) 6, First 1, Last 0, ElementAt(2) 3, Any 0, Count 6, TakeLast(2) 6, SkipLast(2) 5
Prepend: Skip(2) 6, First 0, Last 1, ElementAt(2) 1, Any 0, Count 6, TakeLast(2) 6, SkipLast(2) 4
Concat: Skip(2) 6, First 1, Last 0, ElementAt(2) 1, Any 0, Count 0, TakeLast(2) 6, SkipLast(2) 6
Reverse: Skip(2) 6, First 1, Last 1, ElementAt(2) 6, Any 0, Count 6, TakeLast(2) 6, SkipLast(2) 6') || exit 1
printf '#:property UseSizeOptimizedLinq=true\n%s\n' "$program" | (expect 'Select: Skip(2) 4, First 1, Last 6, ElementAt(2) 3, Any 1, Count 6, TakeLast(2) 6, SkipLast(2) 6
Append: Skip(2) 6, First 1, Last 0, ElementAt(2) 3, Any 1, Count 6, TakeLast(2) 6, SkipLast(2) 6
Prepend: Skip(2) 6, First 0, Last 6, ElementAt(2) 2, Any 0, Count 6, TakeLast(2) 6, SkipLast(2) 6
Concat: Skip(2) 6, First 1, Last 0, ElementAt(2) 3, Any 1, Count 6, TakeLast(2) 6, SkipLast(2) 6
Reverse: Skip(2) 6, First 6, Last 1, ElementAt(2) 6, Any 6, Count 6, TakeLast(2) 6, SkipLast(2) 6')
