using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Live;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Live;

/// <summary>Who edits which contact right now (K13).</summary>
public sealed class PresenceTests
{
    private static readonly Guid Contact = Guid.NewGuid();
    private static readonly TimeSpan ALittle = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Presence presence;

    public PresenceTests() => presence = new(clock, new Wire());

    [Fact]
    public void Tab_BeginsAndLeaves_IsToldEachTime()
    {
        var told = 0;
        using var watch = presence.Watch(Aarhus, () => told++);
        var mette = ATab("Mette Holm");
        presence.Edits(Aarhus, mette);
        Assert.Equal([mette], presence.In(Aarhus));
        Assert.Equal(1, told);
        presence.Leaves(mette.Tab);
        Assert.Empty(presence.In(Aarhus));
        Assert.Equal(2, told);
        presence.Leaves(mette.Tab);
        Assert.Equal(2, told);
    }

    [Fact]
    public void Tab_ThatSaysSoAgain_IsNoNewsAndStays()
    {
        var told = 0;
        using var watch = presence.Watch(Aarhus, () => told++);
        var mette = ATab("Mette Holm");
        for (var beat = 0; beat < 15; beat++)
        {
            presence.Edits(Aarhus, mette);
            clock.Advance(Presence.Beat);
            presence.Sweep();
        }

        Assert.Equal([mette], presence.In(Aarhus));
        Assert.Equal(1, told);
    }

    [Fact]
    public void Tab_TurnsToAnotherOrganisation_IsThereAndNoLongerHere()
    {
        var mette = ATab("Mette Holm");
        var (here, there) = (0, 0);
        presence.Edits(Aarhus, mette);
        using var left = presence.Watch(Aarhus, () => here++);
        using var entered = presence.Watch(Roskilde, () => there++);
        presence.Edits(Roskilde, mette);
        Assert.Empty(presence.In(Aarhus));
        Assert.Equal([mette], presence.In(Roskilde));
        Assert.Equal((1, 1), (here, there));
        presence.Leaves(mette.Tab);
        Assert.Empty(presence.In(Roskilde));
    }

    [Fact]
    public void Tab_TurnsToAnotherContact_IsThereAndNoLongerHere()
    {
        var mette = ATab("Mette Holm");
        var told = 0;
        presence.Edits(Aarhus, mette);
        using var watch = presence.Watch(Aarhus, () => told++);
        var moved = mette with { ContactId = Guid.NewGuid() };
        presence.Edits(Aarhus, moved);
        Assert.Equal([moved], presence.In(Aarhus));
        Assert.Equal(1, told);
    }

    [Fact]
    public void TabThatFellSilent_Swept_IsForgottenAfterTheSilenceAndNotBefore()
    {
        presence.Edits(Aarhus, ATab("Mette Holm"));
        clock.Advance(Presence.Silence);
        presence.Sweep();
        Assert.Single(presence.In(Aarhus));
        clock.Advance(ALittle);
        presence.Sweep();
        Assert.Empty(presence.In(Aarhus));
    }

    [Fact]
    public async Task ClosedLid_WithThePortalsOwnSweep_IsGoneWithin15Seconds()
    {
        using var sweep = new PresenceSweep(presence, clock);
        await sweep.StartAsync(TestContext.Current.CancellationToken);
        var told = 0;
        presence.Edits(Aarhus, ATab("Mette Holm"));
        using var watch = presence.Watch(Aarhus, () => told++);

        for (var second = 0; second < 15; second++)
            clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, told);
        Assert.Empty(presence.In(Aarhus));
        await sweep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void TwoTabsOfOnePerson_Edit_AreTwo()
    {
        var one = ATab("Mette Holm");
        var other = one with { Tab = Guid.NewGuid() };
        presence.Edits(Aarhus, one);
        presence.Edits(Aarhus, other);
        Assert.Equal(2, presence.In(Aarhus).Length);
        presence.Leaves(one.Tab);
        Assert.Equal([other], presence.In(Aarhus));
    }

    [Fact]
    public void AnotherOrganisation_EditedIn_HearsAndSeesNothing()
    {
        var told = 0;
        using var watch = presence.Watch(Roskilde, () => told++);
        var mette = ATab("Mette Holm");
        presence.Edits(Aarhus, mette);
        clock.Advance(Presence.Silence + ALittle);
        presence.Sweep();
        Assert.Equal(0, told);
        Assert.Empty(presence.In(Roskilde));
    }

    [Fact]
    public void Watcher_Disposed_HearsNothingAndTheOthersDo()
    {
        var (told, others) = (0, 0);
        var watch = presence.Watch(Aarhus, () => told++);
        using var other = presence.Watch(Aarhus, () => others++);
        watch.Dispose();
        watch.Dispose();
        presence.Edits(Aarhus, ATab("Mette Holm"));
        Assert.Equal((0, 1), (told, others));
    }

    [Fact]
    public void Editors_AskedFor_ComeInDanishOrder()
    {
        foreach (var name in new[] { "Åse Dam", "Ole Dam", "Ærø Dam", "Bo Dam" })
            presence.Edits(Aarhus, ATab(name));
        Assert.Equal(["Bo Dam", "Ole Dam", "Ærø Dam", "Åse Dam"], presence.In(Aarhus).Select(e => e.Name));
    }

    private static ContactEditor ATab(string name) => new(Guid.NewGuid(), Guid.NewGuid(), name, Contact);
}
