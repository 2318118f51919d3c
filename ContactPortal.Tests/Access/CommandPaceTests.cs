using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Access;

/// <summary>How fast one person may change data: a burst of 30, then 2 a second.</summary>
public sealed class CommandPaceTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly CommandPace pace;

    public CommandPaceTests() => pace = new(clock, new());

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Person_AfterTheBurst_IsRefusedUntilTheNextHalfSecond_AndOthersAreNot()
    {
        Actor mette = AnActor();
        for (var i = 0; i < 30; i++)
            pace.Take(mette);
        var refused = Assert.Throws<PaceExceededException>(() => pace.Take(mette));
        Assert.Equal(TimeSpan.FromSeconds(0.5), refused.RetryAfter);
        Assert.Equal(LogLevel.Warning, refused.FailureLevel);

        // The same person in another role or organisation is the same person.
        Assert.Throws<PaceExceededException>(() => pace.Take(mette with { Organisation = Roskilde, Role = Role.LocalAdministrator }));
        pace.Take(AnActor());

        clock.Advance(refused.RetryAfter);
        pace.Take(mette);
        Assert.Throws<PaceExceededException>(() => pace.Take(mette));
        clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 30; i++)
            pace.Take(mette);
        Assert.Throws<PaceExceededException>(() => pace.Take(mette));
    }

    [Fact]
    public void RefusedAttempts_DoNotPutOffTheNextCommand()
    {
        Actor mette = AnActor();
        for (var i = 0; i < 30; i++)
            pace.Take(mette);
        for (var i = 0; i < 100; i++)
            Assert.Throws<PaceExceededException>(() => pace.Take(mette));
        clock.Advance(TimeSpan.FromSeconds(1));
        pace.Take(mette);
        pace.Take(mette);
        Assert.Throws<PaceExceededException>(() => pace.Take(mette));
    }

    [Fact]
    public void ManyPersons_ForgottenOnceTheyHaveTheWholeBurst_AreStillBounded()
    {
        Actor mette = AnActor();
        for (var i = 0; i < 30; i++)
            pace.Take(mette);
        for (var i = 0; i < 2000; i++)
            pace.Take(AnActor());
        Assert.Throws<PaceExceededException>(() => pace.Take(mette));
    }

    [Fact]
    public void Operator_IsNotBounded()
    {
        for (var i = 0; i < 100; i++)
            pace.Take(Operator.In(Aarhus, Role.LocalAdministrator));
    }

    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(30, 0.5, false)]
    [InlineData(1, 1, true)]
    public void Options_OfNoPace_AreRefused(int burst, double perSecond, bool isValid) =>
        Assert.Equal(isValid, new CommandPaceOptions { Burst = burst, PerSecond = perSecond }.IsValid);

    [Fact]
    public async Task ManySaves_OfOnePerson_AreStoredUpToTheBurst_AndInvalidOnesCount()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contact = await portal.AddAsync(AContact());
        var database = new PortalDatabase(
            portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<ChangeFeed>(), portal.Get<OutboxSignal>(),
            new(portal.Clock, new() { Burst = 3 }));
        var service = new ContactService(database, Outbox.Disabled, portal.Clock);
        Actor mette = AnActor();
        Task<SaveOutcome> SaveAsync(string mobile) =>
            service.SaveAsync(mette, ContactDraft.Of(contact).With(ContactField.Mobile, mobile), CancellationToken);

        (await SaveAsync("12")).Is<SaveOutcome.Invalid>();
        (await SaveAsync("12")).Is<SaveOutcome.Invalid>();
        (await SaveAsync("28123456")).Is<SaveOutcome.Saved>();
        await Assert.ThrowsAsync<PaceExceededException>(() => SaveAsync("33663366"));

        Assert.Equal("+4528123456", (await portal.FindAsync(Aarhus, contact.Id))!.Values.Mobile);
    }
}
