using System.CommandLine;
using AutoBackprop.Benchmarks;
using AutoBackprop.Benchmarks.Arrays;
using AutoBackprop.Benchmarks.Editing;
using AutoBackprop.Benchmarks.Neuron;
using BenchmarkDotNet.Running;

var ratios = new Option<bool>("--ratios") { Description = "Print the ratio tables of the README, measured in this one process." };
var only = new Option<string?>("--only") { Description = "With --ratios: just this table, \"neuron\", \"arrays\" or \"editing\"." };
var markdown = new Option<bool>("--markdown") { Description = "With --ratios: tables for the README." };
only.AcceptOnlyFromAmong("neuron", "arrays", "editing");

// All that is not ours belongs to BenchmarkDotNet: --filter, --job, ...
var command = new RootCommand("Benchmarks of AutoBackprop.") { ratios, only, markdown };
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
    if (table is null or "arrays") ArrayRatios.Print();
    if (table is null or "editing") EditingTimes.Print();
});

return command.Parse(args).Invoke();
