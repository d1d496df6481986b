using System.CommandLine;
using AutoBackprop.Benchmarks;
using AutoBackprop.Benchmarks.Abstractions;
using AutoBackprop.Benchmarks.Arrays;
using AutoBackprop.Benchmarks.Digits;
using AutoBackprop.Benchmarks.Editing;
using AutoBackprop.Benchmarks.GradBench;
using AutoBackprop.Benchmarks.Neuron;
using BenchmarkDotNet.Running;

var ratios = new Option<bool>("--ratios") { Description = "Print the ratio tables of the README, measured in this one process." };
var only = new Option<string?>("--only") { Description = "With --ratios: just this table, \"neuron\", \"arrays\", \"abstractions\", \"gradbench\", \"digits\" or \"editing\"." };
var markdown = new Option<bool>("--markdown") { Description = "With --ratios: tables for the README." };
var data = new Option<DirectoryInfo>("--data") { Description = "With --ratios: a folder of inputs and expected outputs of GradBench; random inputs without it." };
var workload = new Option<string?>("--workload") { Description = "With --ratios: of GradBench only the workloads whose name contains this." };
only.AcceptOnlyFromAmong("neuron", "arrays", "abstractions", "gradbench", "digits", "editing", "analyzers");
var digits = new Option<DirectoryInfo>("--digits") { Description = "With --ratios: a folder of handwritten digits, as samples/Digits takes it, to learn; not learned without it." };
data.AcceptExistingOnly();
digits.AcceptExistingOnly();

// All that is not ours belongs to BenchmarkDotNet: --filter, --job, ...
var command = new RootCommand("Benchmarks of AutoBackprop.") { ratios, only, markdown, data, workload, digits };
command.TreatUnmatchedTokensAsErrors = false;
command.SetAction(result =>
{
    if (!result.GetValue(ratios))
    {
        BenchmarkSwitcher.FromAssembly(typeof(NeuronBenchmarks).Assembly).Run([.. result.UnmatchedTokens]);
        return;
    }

    Table.IsMarkdown = result.GetValue(markdown);
    Machine.Print();
    var table = result.GetValue(only);
    if (table is null or "neuron") NeuronRatios.Print();
    if (table is null or "arrays")
    {
        ArrayRatios.Print();
        ProductRatios.Print();
    }
    if (table is null or "abstractions") AbstractionRatios.Print();
    if (table is null or "gradbench") GradBenchRatios.Print(result.GetValue(data)?.FullName, result.GetValue(workload));
    if (table is null or "digits") DigitRatios.Print(result.GetValue(digits)?.FullName);
    if (table is null or "editing") EditingTimes.Print();
    if (table is null or "analyzers") AnalyzerTimes.Print();
});

return command.Parse(args).Invoke();
