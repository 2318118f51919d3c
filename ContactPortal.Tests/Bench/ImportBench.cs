using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Imports;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>Measures a file of 10,000 persons (P7): read, planned and carried out.</summary>
internal static class ImportBench
{
    public const string Name = "import";

    private const int Runs = 3;
    private const int Lines = 10_000;
    private const string Goal = "below 5";

    public static async Task<BenchReport> RunAsync()
    {
        var loadBefore = Machine.Load;
        List<Measurements> figures = [.. await MeasureAsync(Database.Sqlite)];
        if (PostgresServer.UnavailableReason is null)
            figures.AddRange(await MeasureAsync(Database.Postgres));
        return new(
            Name,
            $"A file of {Lines} persons is read from bytes, planned, and carried out in one transaction with its history, {Runs} times "
            + "on an empty directory: all are new; then one in which each of them has another address. PostgreSQL is the tests' own, on "
            + "the same machine, without waiting for the disk (fsync off).",
            DateTimeOffset.UtcNow, Machine.This, loadBefore, Machine.Load, figures);
    }

    private static async Task<IEnumerable<Measurements>> MeasureAsync(Database on)
    {
        List<double>[] added = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        List<double>[] changed = [.. Enumerable.Range(0, Runs).Select(_ => new List<double>())];
        for (var run = 0; run < Runs; run++)
        {
            await using var portal = await PortalUnderTest.OnAsync(on);
            added[run].Add(await ImportAsync(portal, FileOf("kommune.example")));
            changed[run].Add(await ImportAsync(portal, FileOf("ny.example")));
        }

        return
        [
            Measurements.Of($"{on}: {Lines} new persons", "s", Goal, added),
            Measurements.Of($"{on}: {Lines} changed persons", "s", Goal, changed),
        ];
    }

    private static async Task<double> ImportAsync(PortalUnderTest portal, byte[] bytes)
    {
        var (imports, actor) = (portal.Get<PersonImportService>(), Operator.In(Aarhus, Role.LocalAdministrator));
        var clock = Stopwatch.StartNew();
        if (ImportFileReader.Read("persons.csv", bytes, PersonImportLayout.Layout) is not ImportFileOutcome.Read read)
            throw new InvalidOperationException("The file was refused.");
        var plan = (await imports.PlanAsync(actor, read.File, missingHaveLeft: false, CancellationToken.None))!;
        var outcome = await imports.CarryOutAsync(actor, plan, progress: null, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        return outcome is PersonImportOutcome.Done { Plan.Steps.Length: Lines }
            ? seconds
            : throw new InvalidOperationException($"Not all lines were taken in: {outcome}");
    }

    private static byte[] FileOf(string domain)
    {
        var text = new StringBuilder("Navn;Email;RID;UUID\r\n");
        for (var i = 0; i < Lines; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"Medarbejder Nr {i};medarbejder.{i}@{domain};{20_000_000 + i};00000000-0000-4000-8000-{i + 1:d12}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
