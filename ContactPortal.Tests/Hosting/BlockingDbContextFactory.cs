using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Hosting;

/// <summary>Creates contexts on a portal's database; while held, every request for a context waits until it is released.</summary>
internal sealed class BlockingDbContextFactory(PortalUnderTest portal) : IDbContextFactory<PortalDb>
{
    private Task open = Task.CompletedTask;
    private TaskCompletionSource? held;

    /// <summary>A <see cref="PortalDatabase"/> that uses this factory.</summary>
    public PortalDatabase Store => new(this, new ChangeFeed(), new OutboxSignal());

    /// <summary>Makes every request for a context wait from now on.</summary>
    public void Hold() => open = (held = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Lets the waiting requests continue.</summary>
    public void Release() => held!.SetResult();

    public PortalDb CreateDbContext() => CreateDbContextAsync().GetAwaiter().GetResult();

    public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        await open;
        return await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancellationToken);
    }
}
