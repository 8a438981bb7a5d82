package io.github.kitmaven.git.jgit;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's view of this machine, minus two habits: to start {@code git} only to learn where the system's configuration is;
 * and to spend three seconds on measuring how fine the file system's clock is, then keep that in the user's home.
 */
final class QuietSystemReader extends SystemReader.Delegate {
    private static final SystemReader INSTANCE = new QuietSystemReader(SystemReader.getInstance());

    private QuietSystemReader(SystemReader usual) {
        super(usual);
    }

    /** Makes JGit use it, in the whole class loader. */
    static void install() {
        SystemReader.setInstance(INSTANCE);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        Path xdg = getXdgConfigDirectory(fs);
        File usual = new File(fs.userHome(), ".gitconfig");
        File other = xdg == null ? usual : xdg.resolve("git").resolve("config").toFile();
        String given = getenv("GIT_CONFIG_GLOBAL");
        return given == null
                ? new UnmeasuredConfig(parent, usual, other, fs)
                : new UnmeasuredConfig(parent, new File(given), new File(given), fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        if (getenv("GIT_CONFIG_NOSYSTEM") != null) {
            return new EmptyConfig(parent, fs);
        }
        String file = getenv("GIT_CONFIG_SYSTEM");
        return new FileBasedConfig(parent, new File(file == null ? "/etc/gitconfig" : file), fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    /** Claims that the file system's clock is as coarse as any: JGit then reads a fresh file again, which costs nothing here. */
    private static final class UnmeasuredConfig extends UserConfigFile {
        private static final Duration COARSEST = Duration.ofSeconds(2);

        private UnmeasuredConfig(Config parent, File usual, File other, FS fs) {
            super(parent, usual, other, fs);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(COARSEST)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }
    }

    /** Has no file behind it. */
    private static final class EmptyConfig extends FileBasedConfig {
        private EmptyConfig(Config parent, FS fs) {
            super(parent, new File("none"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
