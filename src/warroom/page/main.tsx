import { createRoot } from 'react-dom/client';
import 'slack-blocks-to-jsx/dist/style.css';
import './style/base.css';
import './style/layout.css';
import './style/message.css';
import './style/attached.css';
import './style/blocks.css';
import './style/form.css';
import './style/lab.css';
import './style/phone.css';
import { App } from './app.tsx';

const root = document.getElementById('page');
if (root) createRoot(root).render(<App />);
