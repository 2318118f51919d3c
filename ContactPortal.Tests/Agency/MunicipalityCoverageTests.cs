using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;

namespace ContactPortal.Tests.Agency;

/// <summary>The coverage of a municipality and its gaps (A2, D5, D10), and the agency's problems with a contact (A1).</summary>
public sealed class MunicipalityCoverageTests
{
    private static readonly ContactView All = AContact().ResponsibleFor(Amfora, Raadighed, Resultat).Build();

    [Fact]
    public void SomebodyResponsibleForEverything_HasNoGap()
    {
        var part = AgencyParts.ASnapshot(All).Part();
        Assert.Empty(part.Coverage.Gaps);
        Assert.Equal((1, "Region Midtjylland"), (part.Coverage.Contacts, part.Coverage.Region));
        Assert.All(part.Coverage.Types, type => Assert.Equal((1, null), (type.Responsible, type.Late)));
        Assert.Equal(ContactProblem.None, Assert.Single(part.Contacts).Problems);
    }

    [Fact]
    public void NobodyAtAll_IsOneGapAndNotOneForEachType() =>
        Assert.Equal([CoverageGapKind.NoContact], Kinds(AgencyParts.ASnapshot(Deactivated(All)).Part()));

    [Fact]
    public void TypeThatNobodyAnswersFor_IsAGapOfThatType()
    {
        var part = AgencyParts.ASnapshot(AContact().ResponsibleFor(Amfora, Resultat).Build()).Part();
        Assert.Equal([new(CoverageGapKind.NobodyResponsible, AgencyParts.Types[1])], part.Coverage.Gaps);
    }

    [Fact]
    public void OnlyAnswererWhoHasLeft_IsNobody()
    {
        var part = AgencyParts.ASnapshot(All with { HolderLeft = DateTimeOffset.UnixEpoch }).Part();
        Assert.Equal([.. Enumerable.Repeat(CoverageGapKind.NobodyResponsible, 3), CoverageGapKind.ContactLeft], Kinds(part));
        Assert.Equal(ContactProblem.HasLeft, Assert.Single(part.Contacts).Problems);
    }

    [Fact]
    public void ContactWithoutTheRight_AndNoAdministrator_AreGaps()
    {
        var part = AgencyParts.ASnapshot(All).With(rights: RightsSnapshot.Empty).Part();
        Assert.Equal([new(CoverageGapKind.ContactLacksRight, Count: 1), new(CoverageGapKind.NoAdministrator)], part.Coverage.Gaps);
        Assert.Equal(ContactProblem.LacksRight, Assert.Single(part.Contacts).Problems);
    }

    [Fact]
    public void MarkedAddress_IsAGap()
    {
        var bounce = new AddressBounce
        {
            Organisation = Aarhus, Address = AddressBounce.KeyOf(All.Values.Email), FirstAt = default, At = default, Cause = "550",
        };
        var part = AgencyParts.ASnapshot(All).With(bounces: [bounce]).Part();
        Assert.Equal([new(CoverageGapKind.MailsComeBack, Count: 1)], part.Coverage.Gaps);
        Assert.Equal(ContactProblem.MailsComeBack, Assert.Single(part.Contacts).Problems);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Absence_IsShownOnItsDaysAlone(int after, bool isAbsent)
    {
        var absence = new Absence
        {
            Organisation = Aarhus, Id = Guid.NewGuid(), ContactId = All.Id, SubstituteId = Guid.NewGuid(), From = AgencyParts.Day,
            Until = AgencyParts.Day.AddDays(5),
        };
        var listed = Assert.Single(
            AgencyParts.ASnapshot(All).With(absences: [absence]).Part(day: AgencyParts.Day.AddDays(after)).Contacts);
        Assert.Equal((isAbsent, isAbsent), (listed.Problems == ContactProblem.IsAbsent, listed.AbsentUntil == absence.Until));
    }

    [Theory]
    [InlineData("2026-03-10", "", "2026-01")]
    [InlineData("2026-03-11", "", "2026-02")]
    [InlineData("2026-03-11", "2026-02", "2026-01")]
    [InlineData("2026-03-11", "2026-01 2026-02", null)]
    [InlineData("2026-03-10", "2025-12 2026-01", null)]
    [InlineData("2026-01-11", "2025-11", "2025-12")]
    public void Delivery_AfterItsDay_IsLateUntilItComes(string day, string delivered, string? late)
    {
        var calendar = new CalendarOptions { DueDay = { [Amfora] = 10 } };
        var part = AgencyParts.ASnapshot(All)
            .With(deliveries: [.. delivered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(
                (period, i) => new DeliverySummary(i, Amfora, Period.Parse(period)!.Value, default, 1, 0, 0, 0))])
            .Part(calendar: calendar, day: DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(late, part.Coverage.Types[0].Late?.ToString());
        Assert.Null(part.Coverage.Types[1].Late);
        Assert.Equal(late is not null, part.Coverage.Has(CoverageGapKind.DeliveryLate));
    }

    [Fact]
    public void ContactThatLooksTheSame_IsTheSameInstance()
    {
        var before = AgencyParts.ASnapshot(All).Part();
        var after = AgencyParts.ASnapshot(All).Part(before);
        Assert.Same(before.Contacts[0], after.Contacts[0]);
        Assert.Same(before.Coverage, after.Coverage);
        var changed = AgencyParts.ASnapshot(All).With(rights: RightsSnapshot.Empty).Part(before);
        Assert.NotSame(before.Contacts[0], changed.Contacts[0]);
        Assert.NotSame(before.Coverage, changed.Coverage);
    }

    [Theory]
    [InlineData(101, "2026-12-31", "Region Hovedstaden")]
    [InlineData(101, "2027-01-01", "Region Østdanmark")]
    [InlineData(265, "2026-12-31", "Region Sjælland")]
    [InlineData(265, "2027-01-01", "Region Østdanmark")]
    [InlineData(751, "2027-01-01", "Region Midtjylland")]
    public void Region_ByItsDay_IsThatOfTheMunicipality(int code, string day, string region) =>
        Assert.Equal(region, Regions.NameOf(new(code), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void EveryMunicipality_HasARegion() => Assert.Equal(
        [29, 19, 11, 17, 22],
        Municipalities.All.GroupBy(m => Regions.NameOf(m.Code, AgencyParts.Day)).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Count()));

    private static IEnumerable<CoverageGapKind> Kinds(AgencyPart part) => part.Coverage.Gaps.Select(gap => gap.Kind);

    private static ContactView Deactivated(ContactView contact) => contact with { Values = contact.Values with { Deactivated = true } };
}
