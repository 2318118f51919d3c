using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Hosting;

/// <summary>A portal's database that a test can hold back: whoever wants a context waits until it is released.</summary>
internal sealed class BlockingDbContextFactory(PortalUnderTest portal) : IDbContextFactory<PortalDb>
{
    private Task open = Task.CompletedTask;
    private TaskCompletionSource? held;

    /// <summary>A store on it.</summary>
    public PortalDatabase Store => new(this, new ChangeFeed(), new OutboxSignal());

    /// <summary>Holds back every context from now on.</summary>
    public void Hold() => open = (held = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Lets everybody go on.</summary>
    public void Release() => held!.SetResult();

    public PortalDb CreateDbContext() => CreateDbContextAsync().GetAwaiter().GetResult();

    public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        await open;
        return await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancellationToken);
    }
}
